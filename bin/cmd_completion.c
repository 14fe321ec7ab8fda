#include <string.h>

#include "cmd.h"
#include "out.h"

/*
 * Bash splits words at "=" and ":", which stand inside our words: the line
 * is split anew at blanks, and what bash takes for finished is cut off the
 * candidates.
 */
static const char bash[] =
    "# completion of crm for bash\n"
    "_crm() {\n"
    "\tlocal IFS=$' \\t\\n' line=${COMP_LINE:0:COMP_POINT} cur cut\n"
    "\tlocal -a words\n"
    "\tread -r -a words <<<\"$line\"\n"
    "\t[[ $line == *[[:blank:]] ]] && words+=('')\n"
    "\tcur=${words[${#words[@]}-1]}\n"
    "\tcut=${cur%\"${cur##*[=:]}\"}\n"
    "\tlocal value text\n"
    "\tCOMPREPLY=()\n"
    "\twhile IFS=$'\\t' read -r value text; do\n"
    "\t\tCOMPREPLY+=(\"${value#\"$cut\"}\")\n"
    "\tdone < <(\"${words[0]}\" __complete -- \"${words[@]:1}\" "
    "2>/dev/null)\n"
    "\tif [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=:] ]]; then\n"
    "\t\tcompopt -o nospace\n"
    "\tfi\n"
    "}\n"
    "complete -o default -F _crm crm\n";

static const char zsh[] =
    "#compdef crm\n"
    "# completion of crm for zsh\n"
    "_crm() {\n"
    "\tlocal value text\n"
    "\tlocal -a plain open\n"
    "\twhile IFS=$'\\t' read -r value text; do\n"
    "\t\tvalue=${value//:/\\\\:}\n"
    "\t\tif [[ $value == *[=:] ]]; then\n"
    "\t\t\topen+=(\"$value:$text\")\n"
    "\t\telse\n"
    "\t\t\tplain+=(\"$value:$text\")\n"
    "\t\tfi\n"
    "\tdone < <(${words[1]} __complete -- \"${(@)words[2,CURRENT]}\" "
    "2>/dev/null)\n"
    "\t(( ${#plain} )) && _describe crm plain\n"
    "\t(( ${#open} )) && _describe crm open -S ''\n"
    "\t(( ${#plain} + ${#open} )) || _files\n"
    "}\n"
    "if [[ $funcstack[1] == _crm ]]; then\n"
    "\t_crm \"$@\"\n"
    "else\n"
    "\tcompdef _crm crm\n"
    "fi\n";

static const char fish[] =
    "# completion of crm for fish\n"
    "function __crm_complete\n"
    "\tset -l words (commandline -opc) (commandline -ct)\n"
    "\t$words[1] __complete -- $words[2..-1] 2>/dev/null\n"
    "end\n"
    "complete -c crm -f -a '(__crm_complete)'\n"
    "complete -c crm -F -n 'not count (__crm_complete) >/dev/null'\n";

static const struct {
	const char *name, *script;
} shells[] = {
	{ "bash", bash },
	{ "fish", fish },
	{ "zsh", zsh },
};

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	size_t i;

	(void)app;
	(void)args;
	(void)argc;
	for (i = 0; i < ARRAY_SIZE(shells); i++) {
		if (strcmp(shells[i].name, argv[0]) == 0) {
			out_str(shells[i].script);
			return 0;
		}
	}
	return err_set(err, CRM_EUSAGE,
	    "no completion for \"%s\"; there is: bash, fish, zsh", argv[0]);
}

const struct cmd cmd_completion = {
	.name = "completion",
	.group = GROUP_HELP,
	.params = "SHELL",
	.summary = "print the completion script of a shell",
	.help = "For this session of bash or zsh: "
		"eval \"$(crm completion bash)\". "
		"For fish: crm completion fish | source.",
	.min = 1,
	.max = 1,
	.run = run,
};
