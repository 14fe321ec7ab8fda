# C without comments. -v strings=0: string literals become ""; -v strings=1:
# only the string literals, one a line. With -v where=1 each line of output
# begins with "file:line:".
FNR == 1 { inside = 0 }
{
	s = $0
	out = ""
	while (s != "") {
		if (inside) {
			i = index(s, "*/")
			if (i == 0)
				break
			s = substr(s, i + 2)
			inside = 0
		} else if (substr(s, 1, 2) == "/*") {
			inside = 1
			s = substr(s, 3)
		} else if (substr(s, 1, 2) == "//") {
			break
		} else if (match(s, /^"([^"\\]|\\.)*"/)) {
			literal(substr(s, 1, RLENGTH))
			out = out "\"\""
			s = substr(s, RLENGTH + 1)
		} else if (match(s, /^'([^'\\]|\\.)+'/)) {
			out = out "' '"
			s = substr(s, RLENGTH + 1)
		} else {
			out = out substr(s, 1, 1)
			s = substr(s, 2)
		}
	}
	if (!strings)
		print place() out
}
function place() { return where ? FILENAME ":" FNR ": " : "" }
function literal(text) { if (strings) print place() text }
