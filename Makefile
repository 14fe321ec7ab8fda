# crm: build, test, install. `make demo` and `make check` are all a newcomer
# needs; both first see to the packages below.

PACKAGES = build-essential pkg-config git gettext mandoc bats libcmocka-dev \
	libgit2-dev libyaml-dev libcsv-dev libcmark-dev libsqlite3-dev \
	libjansson-dev libsmartcols-dev libutf8proc-dev sqlite3

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= gcc
CFLAGS ?= -O2 -g
SAN ?=
GIT2 ?= static

VERSION = 0.1.0

bindir = $(PREFIX)/bin
mandir = $(PREFIX)/share/man
localedir = $(PREFIX)/share/locale

WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
WERROR ?= -Werror
ALL_CFLAGS = -std=gnu17 -D_GNU_SOURCE $(WARN) $(WERROR) $(CFLAGS) \
	$(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer \
	-fno-sanitize-recover=all) -Ilib -Ibin -I$(BUILD)/gen -MMD -MP \
	-DCRM_VERSION='"$(VERSION)"' -DCRM_LOCALEDIR='"$(localedir)"'
ALL_LDFLAGS = $(LDFLAGS) $(if $(SAN),-fsanitize=$(SAN))

# Debian's libgit2 loads 18 shared objects and parses certificates at every
# start; the static one with its network parts stubbed starts in a third.
ifeq ($(GIT2),static)
GIT2_LIBS = -l:libgit2.a -l:libmbedcrypto.a -l:libpcre2-8.a -l:libz.a
GIT2_SKIP =
else
GIT2_LIBS = -lgit2 -lmbedcrypto -lz
GIT2_SKIP = lib/store/nonet.c lib/store/nonet_tls.c
endif

LIBS_base = -l:libutf8proc.a -l:libmbedcrypto.a
LIBS_rec = -l:libyaml.a -l:libcsv.a $(LIBS_base)
LIBS_kind = $(LIBS_rec)
LIBS_store = $(GIT2_LIBS) -lpthread $(LIBS_rec)
LIBS_index = -l:libsqlite3.a -lm $(LIBS_kind)
LIBS_out = -l:libjansson.a -lsmartcols -l:libcmark.a $(LIBS_rec)
LIBS_app = -l:libjansson.a -lsmartcols -l:libcmark.a -l:libsqlite3.a \
	-lm $(GIT2_LIBS) -lpthread $(LIBS_rec)

LAYERS = base rec kind store index out app
# what a layer's tests link, nearest first
NEED_base = base
NEED_rec = rec base
NEED_kind = kind rec base
NEED_store = store rec base
NEED_index = index kind rec base
NEED_out = out rec base
NEED_app = app out index kind store rec base

SRC = $(filter-out $(GIT2_SKIP),$(wildcard lib/*/*.c)) $(wildcard bin/*.c)
HDR = $(wildcard lib/*/*.h) $(wildcard bin/*.h)
OBJ = $(SRC:%.c=$(BUILD)/obj/%.o)
objs = $(patsubst %.c,$(BUILD)/obj/%.o,\
	$(filter-out $(GIT2_SKIP),$(wildcard lib/$(1)/*.c)))

UNIT_SRC = $(wildcard tests/unit/*_test.c)
UNIT = $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)

SHIPPED = $(shell find schema -type f | LC_ALL=C sort)
PO = $(wildcard po/*.po)
MO = $(PO:po/%.po=$(BUILD)/locale/%/LC_MESSAGES/crm.mo)

.PHONY: all packages demo check unit bats guard bench coverage fuzz format \
	install uninstall clean dist-clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/crm $(MO)

packages:
	@sh tests/packages.sh $(PACKAGES)

demo: packages
	@$(MAKE) --no-print-directory -j2 all
	@CRM=$(CURDIR)/$(BUILD)/crm sh examples/sale.sh $(BUILD)/demo

check: packages
	@$(MAKE) --no-print-directory -j2 all tests-built
	@BUILD=$(BUILD) sh tests/run.sh

.PHONY: tests-built
tests-built: $(UNIT) $(BUILD)/crm $(MO)

# Not position-independent: to relocate 7 MB would be a sixth of a short read.
$(BUILD)/crm: $(OBJ) $(BUILD)/obj/gen/shipped.o
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(if $(SAN),,-no-pie) -o $@ $^ \
	    $(LIBS_app)

$(BUILD)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# The shipped schema is part of the executable.
$(BUILD)/gen/shipped.c: bin/embed.sh $(SHIPPED)
	@mkdir -p $(@D)
	sh bin/embed.sh schema > $@

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/locale/%/LC_MESSAGES/crm.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt -c -o $@ $<

# Messages to be translated. What the tables of commands and options say is
# no argument of a function: for them xgettext gets another spelling.
XGETTEXT = xgettext --from-code=UTF-8 -L C -F --add-location=file \
	--package-name=crm --package-version=$(VERSION) \
	-k -kgettext:1 -kngettext:1,2 -kN_:1 -kerr_set:3 -kerr_prefix:2 -kerr_more:2 \
	-kerr_errno:2 -kdiag_add:7 -kapp_say:3 -krepo_err:3 -kload_error:3 \
	-kload_warning:3 -kcheck_error:3 -kcheck_warning:3 -kcall_error:2 \
	-kfilter_refuse:3 -kheading:1 -kTYPE:2 -kOPT_BOOL:5 -kOPT_STR:6 \
	-kOPT_INT:6 -kOPT_OPTSTR:6
POT_SRC = $(sort $(wildcard lib/*/*.c lib/*/*.def bin/*.c bin/*.h))

.PHONY: pot
pot: po/crm.pot

po/crm.pot: $(POT_SRC) Makefile
	@rm -rf $(BUILD)/po && mkdir -p $(BUILD)/po
	@for f in $(POT_SRC); do mkdir -p $(BUILD)/po/$${f%/*} && \
	    sed 's/\.\(summary\|help\) =/gettext(/' $$f > $(BUILD)/po/$$f; done
	@cd $(BUILD)/po && $(XGETTEXT) -o crm.pot $(POT_SRC)
	@sed 's/charset=CHARSET/charset=UTF-8/' $(BUILD)/po/crm.pot > $@

# tests/unit/<layer>_<what>_test.c links its layer and those below.
define unit_rule
$(BUILD)/unit/$(1)_%_test: tests/unit/$(1)_%_test.c \
    $(foreach l,$(NEED_$(1)),$(call objs,$(l))) Makefile
	@mkdir -p $$(@D)
	$$(CC) $$(ALL_CFLAGS) $$(ALL_LDFLAGS) -MF $$@.d -o $$@ \
	    $$(filter %.c %.o,$$^) -lcmocka $$(LIBS_$(1))
endef
$(foreach l,$(LAYERS),$(eval $(call unit_rule,$(l))))

unit: $(UNIT)
	@BUILD=$(BUILD) sh tests/run.sh unit

bats: all
	@BUILD=$(BUILD) sh tests/run.sh bats

guard: all
	@BUILD=$(BUILD) sh tests/run.sh guard

bench: packages
	@$(MAKE) --no-print-directory -j2 all
	@BUILD=$(BUILD) sh tests/bench/run.sh

coverage: packages
	@$(MAKE) --no-print-directory -j2 BUILD=build/cov \
	    CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage check
	@gcovr -r . --object-directory build/cov -e tests/ || \
	    echo 'install gcovr for the summary'

fuzz:
	@sh tests/fuzz/run.sh

format:
	clang-format -i $(SRC) $(HDR) $(UNIT_SRC)

install: all
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)
	install -m 755 $(BUILD)/crm $(DESTDIR)$(bindir)/crm
	for m in man/*.[1-8]; do s=$${m##*.}; \
	    install -D -m 644 $$m $(DESTDIR)$(mandir)/man$$s/$${m##*/}; done
	for m in $(PO:po/%.po=%); do install -D -m 644 \
	    $(BUILD)/locale/$$m/LC_MESSAGES/crm.mo \
	    $(DESTDIR)$(localedir)/$$m/LC_MESSAGES/crm.mo; done
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BUILD)/crm completion bash > \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/crm
	$(BUILD)/crm completion zsh > \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_crm
	$(BUILD)/crm completion fish > \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/crm.fish

uninstall:
	rm -f $(DESTDIR)$(bindir)/crm
	for m in man/*.[1-8]; do s=$${m##*.}; \
	    rm -f $(DESTDIR)$(mandir)/man$$s/$${m##*/}; done
	for m in $(PO:po/%.po=%); do \
	    rm -f $(DESTDIR)$(localedir)/$$m/LC_MESSAGES/crm.mo; done
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/crm \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_crm \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/crm.fish

clean:
	rm -rf build

-include $(OBJ:.o=.d) $(UNIT:=.d)
