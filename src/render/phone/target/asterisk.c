/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "render/phone/menu.h"
#include "render/phone/target.h"

#define UNSAID "o00000000" /* in a record: an option that no menu says */
enum {
	TARGET = PROMPT_ID - 1, /* characters of an id in a record */
	LINE_SETS = 5,          /* variables */
	RECORD_PAGES = 8,
	RECORD_MOST = 3000, /* characters: Asterisk's lines and values hold some 4,000 */
};

/*
 * Asterisk: extensions.conf, which needs nothing beyond the core, app_controlplayback,
 * func_channel and, for what they do, app_dial, func_cdr, func_db and func_strings.
 *
 * The dialplan is one set of contexts that is the same on every line, and a record for each
 * menu in [lectern-node]: an extension that sets the menu's variables and goes to the common
 * part. Ids of prompts all have the same length, so lists of them need no separators. A record
 * has up to eight pages; a page is named by its place there and the record, as 2a0123abcd.
 *
 *   N  the page                  U  the page above       I  what the menu is about
 *   P  its place in the record   B  the page before      M  the page with more
 *   R1 to R8  the options of each page: a prompt, then a record or the prompts of a part; read
 *   into O, what the options say, K, how many there are, and C1 to C5, where they lead
 *   AUTO  the part to begin with
 *   X  an id at hand             W  where in a prompt to begin, in milliseconds
 *   V  the speed, 1 is usual    NUM  the numbers heard last: an id before its prompt
 *   S  the part being heard      J  its prompt, from 0   T  how often nothing was pressed
 */
static const char menus[] =
    "[lectern-welcome]\n"
    "exten => s,1,Background(lectern/${WELCOME}&lectern/${NUMBER})\n"
    " same => n(firm),Background(lectern/${EMERGENCY},m,,lectern-firm)\n"
    " same => n,Set(N=${START})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    "exten => 0,1,Goto(lectern-help,s,1)\n"
    "exten => @again@,1,Goto(lectern-welcome,s,1)\n"
    "exten => @up@,1,Set(N=${LANGUAGES})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    "exten => @on@,1,Goto(lectern-welcome,s,firm)\n"
    "exten => _[1-9*#],1,Goto(lectern-welcome,s,firm)\n"
    "\n"
    "; to the page N: what its record does not set is empty\n"
    "[lectern-go]\n"
    "exten => s,1,MSet(B=,M=,R2=,R3=,R4=,R5=,R6=,R7=,R8=,R9=)\n"
    " same => n,Goto(lectern-node,${N:1},1)\n"
    "\n"
    "; no key matches here, so none cuts a prompt short\n"
    "[lectern-firm]\n"
    "exten => firm,1,NoOp()\n"
    "\n"
    "[lectern-menu]\n"
    "exten => s,1,MSet(T=1,K=0,J=0,O=,P=${N:0:1})\n"
    " same => n,GotoIf($[\"${R$[${P} + 1]:0:1}\" = \"\"]?last)\n"
    " same => n,Set(M=$[${P} + 1]${N:1})\n"
    " same => n(last),GotoIf($[${P} = 1]?read)\n"
    " same => n,Set(B=$[${P} - 1]${N:1})\n"
    " same => n(read),Set(X=${R${P}:$[${J} * 9]:9})\n"
    " same => n,Set(J=$[${J} + 1])\n"
    " same => n,GotoIf($[\"${X}\" = \"\"]?ready)\n"
    " same => n,GotoIf($[\"${X:0:1}\" = \"o\"]?title)\n"
    " same => n,Set(C${K}=${C${K}}${X})\n"
    " same => n,Goto(read)\n"
    " same => n(title),Set(K=$[${K} + 1])\n"
    " same => n,Set(O=${O}${X})\n"
    " same => n,Set(C${K}=)\n"
    " same => n,Goto(read)\n"
    " same => n(ready),GotoIf($[\"${AUTO}\" != \"\"]?auto)\n"
    " same => n,GotoIf($[\"${K}${M}${B}\" = \"1\"]?first)\n"
    " same => n,GotoIf($[\"${LINEAR}${N:1:1}\" = \"1a\"]?first)\n"
    " same => n(say),GotoIf($[${T} > 3]?lectern-help,s,1)\n"
    " same => n,GotoIf($[${T} = 3]?short)\n"
    " same => n,GotoIf($[\"${N:1:9}\" = \"languages\"]?languages)\n"
    " same => n,Set(F=)\n"
    " same => n,GotoIf($[${T} = 2]?options)\n"
    " same => n,Set(F=&lectern/${I})\n"
    " same => n(options),Set(J=1)\n"
    " same => n(option),Set(F=${F}&lectern/${O:$[(${J} - 1) * 9]:9}&lectern/${P${J}})\n"
    " same => n,Set(J=$[${J} + 1])\n"
    " same => n,GotoIf($[${J} <= ${K}]?option)\n"
    " same => n,GotoIf($[\"${M}\" = \"\"]?keys)\n"
    " same => n,Set(F=${F}&lectern/${MORE})\n"
    " same => n(keys),GotoIf($[${T} = 2]?play)\n"
    " same => n,Set(F=${F}&lectern/${KEYS})\n"
    " same => n(play),Background(${F:1})\n"
    " same => n,WaitExten(${WAIT})\n"
    " same => n(short),Set(F=&lectern/${RETRY})\n"
    " same => n,GotoIf($[\"${K}${M}\" != \"1\"]?play)\n"
    " same => n,Set(F=&lectern/${P1})\n"
    " same => n,Goto(play)\n"
    " same => n(languages),Set(F=&${Q${T}})\n"
    " same => n,Goto(play)\n"
    " same => n(first),Set(AUTO=1)\n"
    " same => n(auto),Set(S=${AUTO})\n"
    " same => n,Set(AUTO=)\n"
    " same => n,GotoIf($[\"${S}\" != \"last\"]?lectern-part,s,1)\n"
    " same => n,Set(S=${K})\n"
    " same => n,Goto(lectern-part,s,1)\n"
    "exten => _[1-5],1,GotoIf($[${EXTEN} > ${K}]?i,1)\n"
    " same => n,Set(S=${EXTEN})\n"
    " same => n,GotoIf($[\"${C${S}:0:1}\" : \"[A-Zn]\"]?lectern-part,s,1)\n"
    " same => n,Set(N=1${C${S}})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    "exten => @more@,1,GotoIf($[\"${M}\" = \"\"]?i,1)\n"
    " same => n,Set(N=${M})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    "exten => @again@,1,Goto(lectern-menu,s,1)\n"
    "exten => 0,1,Goto(lectern-help,s,1)\n"
    "exten => @up@,1,GotoIf($[\"${B}\" = \"\"]?up)\n"
    " same => n,Set(N=${B})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    " same => n(up),Set(N=${U})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    "exten => i,1,Background(lectern/${WRONG})\n"
    " same => n,Goto(t,1)\n"
    "exten => t,1,Set(T=$[${T} + 1])\n"
    " same => n,Goto(s,say)\n"
    "\n"
    "[lectern-part]\n"
    "exten => s,1,MSet(J=0,NUM=${NUMBER})\n"
    " same => n,GotoIf($[\"${HEARD}\" = \"1\"]?play)\n"
    " same => n,Set(HEARD=1)\n"
    " same => n,Background(lectern/${LISTENING})\n"
    " same => n(play),Set(W=0)\n"
    " same => n(from),Set(X=${C${S}:$[${J} * 9]:9})\n"
    " same => n,GotoIf($[\"${X:0:1}\" != \"n\"]?say)\n"
    " same => n,Set(NUM=${X})\n"
    " same => n,Set(J=$[${J} + 1])\n"
    " same => n,Goto(from)\n"
    " same => "
    "n(say),ControlPlayback(lectern/"
    "s${X:1},10000,A,@back@,0@ahead@@before@@next@@number@@again@@up@@on@@speeds@,@pause@,@restart@"
    ",o(${W}))\n"
    " same => n,GotoIf($[\"${CPLAYBACKSTATUS}\" = "
    "\"USERSTOPPED\"]?lectern-key,${CPLAYBACKSTOPKEY},1)\n"
    " same => n(done),GotoIf($[\"${C${S}:$[(${J} + 1) * 9]:9}\" != "
    "\"\"]?lectern-pause,s,1)\n"
    " same => n,GotoIf($[\"${LECTERN_FEEDBACK}\" = \"on\"]?lectern-feedback,s,1)\n"
    " same => n,Goto(lectern-pause,s,1)\n"
    "exten => 0,1,Goto(lectern-help,s,1)\n"
    "exten => @up@,1,Goto(lectern-up,s,1)\n"
    "exten => _[1-9*#],1,Goto(lectern-part,s,play)\n"
    "\n";

static const char parts[] = "[lectern-key]\n"
			    "exten => 0,1,Goto(lectern-help,s,1)\n"
			    "exten => @ahead@,1,Set(W=$[${CPLAYBACKOFFSET} + 10000])\n"
			    " same => n,GotoIf($[${W} <= ${L${X:0:1}}]?lectern-part,s,from)\n"
			    " same => n,Set(W=${L${X:0:1}})\n"
			    " same => n,GotoIf($[${CPLAYBACKOFFSET} < ${W}]?lectern-part,s,from)\n"
			    " same => n,Goto(lectern-part,s,done)\n"
			    "exten => @before@,1,Goto(lectern-back,s,1)\n"
			    "exten => @next@,1,Goto(lectern-on,s,1)\n"
			    "exten => @number@,1,Background(lectern/${NUM})\n"
			    " same => n,Goto(lectern-part,s,play)\n"
			    "exten => @up@,1,Goto(lectern-up,s,1)\n"
			    "exten => @on@,1,Goto(lectern-next,s,1)\n"
			    "exten => i,1,Goto(lectern-part,s,play)\n";

static const char again[] = "exten => @again@,1,Goto(lectern-part,s,play)\n";

/* Each speed is 5/4 of the one before; two seconds are heard twice. */
static const char speeds[] = "exten => @slower@,1,GotoIf($[${V} = 0]?stay,1)\n"
			     " same => n,Set(V=$[${V} - 1])\n"
			     " same => n,Set(W=$[${CPLAYBACKOFFSET} * 5 / 4 - 2000])\n"
			     " same => n,Goto(change,1)\n"
			     "exten => @faster@,1,GotoIf($[${V} = 2]?stay,1)\n"
			     " same => n,Set(V=$[${V} + 1])\n"
			     " same => n,Set(W=$[${CPLAYBACKOFFSET} * 4 / 5 - 2000])\n"
			     " same => n,Goto(change,1)\n"
			     "exten => stay,1,Set(W=${CPLAYBACKOFFSET})\n"
			     " same => n,Goto(lectern-part,s,from)\n"
			     "exten => change,1,Set(CHANNEL(language)=${TAG}${V${V}})\n"
			     " same => n,GotoIf($[${W} > 0]?lectern-part,s,from)\n"
			     " same => n,Goto(lectern-part,s,play)\n";

static const char pauses[] =
    "\n"
    "; the next prompt of the part, else the next part, else its menu\n"
    "[lectern-next]\n"
    "exten => s,1,GotoIf($[\"${C${S}:$[(${J} + 1) * 9]:9}\" = \"\"]?lectern-on,s,1)\n"
    " same => n,Set(J=$[${J} + 1])\n"
    " same => n,Goto(lectern-part,s,play)\n"
    "\n"
    "[lectern-on]\n"
    "exten => s,1,GotoIf($[${S} < ${K}]?part)\n"
    " same => n,GotoIf($[\"${M}\" != \"\"]?page)\n"
    " same => n,GotoIf($[\"${LINEAR}\" != \"1\"]?lectern-up,s,1)\n"
    " same => n,Set(N=${START})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    " same => n(part),Set(S=$[${S} + 1])\n"
    " same => n,Goto(lectern-part,s,1)\n"
    " same => n(page),Set(AUTO=1)\n"
    " same => n,Set(N=${M})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    "\n"
    "[lectern-back]\n"
    "exten => s,1,GotoIf($[${S} > 1]?part)\n"
    " same => n,GotoIf($[\"${B}\" = \"\"]?lectern-part,s,1)\n"
    " same => n,Set(AUTO=last)\n"
    " same => n,Set(N=${B})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    " same => n(part),Set(S=$[${S} - 1])\n"
    " same => n,Goto(lectern-part,s,1)\n"
    "\n"
    "; from a part to its menu, or above it where the caller was never asked\n"
    "[lectern-up]\n"
    "exten => s,1,GotoIf($[\"${LINEAR}\" = \"1\"]?up)\n"
    " same => n,GotoIf($[\"${K}${M}${B}\" != \"1\"]?menu)\n"
    " same => n(up),Set(N=${U})\n"
    " same => n(menu),Goto(lectern-go,s,1)\n"
    "\n"
    "[lectern-pause]\n"
    "exten => s,1,Set(T=1)\n"
    " same => n(say),GotoIf($[${T} > 3]?lectern-help,s,1)\n"
    " same => n,Background(lectern/${PAUSE${T}})\n"
    " same => n,WaitExten(${WAIT})\n"
    "exten => @go-on@,1,Goto(lectern-next,s,1)\n"
    "exten => @on@,1,Goto(lectern-next,s,1)\n"
    "exten => @repeat@,1,Goto(lectern-part,s,play)\n"
    "exten => @again@,1,Goto(lectern-pause,s,1)\n"
    "exten => 0,1,Goto(lectern-help,s,1)\n"
    "exten => @up@,1,Goto(lectern-up,s,1)\n"
    "exten => i,1,Background(lectern/${WRONG})\n"
    " same => n,Goto(t,1)\n"
    "exten => t,1,Set(T=$[${T} + 1])\n"
    " same => n,Goto(s,say)\n"
    "\n"
    "; asked once an article in a call; kept is a count for the article and the day, no more\n"
    "[lectern-feedback]\n"
    "exten => s,1,GotoIf($[\"${ASKED}\" = \"${N:1:9}\"]?lectern-pause,s,1)\n"
    " same => n,Set(ASKED=${N:1:9})\n"
    " same => n(say),Background(lectern/${FEEDBACK})\n"
    " same => n,WaitExten(${WAIT})\n"
    "exten => 1,1,Set(ANSWER=yes)\n"
    " same => n,Goto(count,1)\n"
    "exten => 2,1,Set(ANSWER=no)\n"
    " same => n,Goto(count,1)\n"
    "exten => count,1,Set(D=lectern/${N:1:9}-${STRFTIME(${EPOCH},,%Y%m%d)}-${ANSWER})\n"
    " same => n,Set(DB(${D})=$[0${DB(${D})} + 1])\n"
    " same => n,Background(lectern/${THANKS})\n"
    " same => n,Goto(lectern-pause,s,1)\n"
    "exten => @on@,1,Goto(lectern-pause,s,1)\n"
    "exten => @again@,1,Goto(s,say)\n"
    "exten => 0,1,Goto(lectern-help,s,1)\n"
    "exten => @up@,1,Goto(lectern-up,s,1)\n"
    "exten => i,1,Goto(lectern-pause,s,1)\n"
    "exten => t,1,Goto(lectern-pause,s,1)\n"
    "\n"
    "[lectern-help]\n"
    "exten => s,1,GotoIf($[\"${LECTERN_DIAL}\" = \"\"]?say)\n"
    " same => n,Background(lectern/${CONNECTING},m,,lectern-firm)\n"
    " same => n,Dial(${LECTERN_DIAL},60)\n"
    " same => n(say),Background(${HELP})\n"
    " same => n,WaitExten(${WAIT})\n"
    "exten => 0,1,Goto(s,1)\n"
    "exten => @again@,1,Goto(s,say)\n"
    "exten => @up@,1,Goto(t,1)\n"
    "exten => @on@,1,Goto(t,1)\n"
    "exten => i,1,Goto(t,1)\n"
    "exten => t,1,Set(N=${START})\n"
    " same => n,Goto(lectern-go,s,1)\n"
    "\n";

/* Variables of a language and the phrases that are in them. */
static const struct variable {
	const char *name;
	enum flow_phrase phrase;
} variables[] = {
    {"P1", FLOW_PRESS_1},
    {"P2", FLOW_PRESS_2},
    {"P3", FLOW_PRESS_3},
    {"P4", FLOW_PRESS_4},
    {"P5", FLOW_PRESS_5},
    {"MORE", FLOW_MORE},
    {"KEYS", FLOW_KEYS},
    {"RETRY", FLOW_RETRY},
    {"WRONG", FLOW_WRONG_KEY},
    {"LISTENING", FLOW_LISTENING},
    {"PAUSE1", FLOW_PAUSE},
    {"PAUSE2", FLOW_PAUSE_SHORT},
    {"PAUSE3", FLOW_PAUSE_SHORTEST},
    {"FEEDBACK", FLOW_FEEDBACK},
    {"THANKS", FLOW_THANKS},
    {"CONNECTING", FLOW_CONNECTING},
    {"WELCOME", FLOW_WELCOME},
    {"NUMBER", FLOW_NUMBER},
    {"EMERGENCY", FLOW_EMERGENCY},
};

struct asterisk {
	struct output *out;
	const struct flow_options *options;
	bool begun;          /* the entry is written */
	struct buf welcomes; /* records of languages, for [lectern-node] */
	/* The record that pages are added to. */
	struct buf pages;
	size_t count;       /* of its pages; 0: there is none */
	char name[FLOW_ID]; /* its own */
	char more[FLOW_ID]; /* what its last page has more in */
	bool asks;          /* for the language */
	struct str first;   /* language */
};

/* Where an option leads; the ids of welcomes are filled up to the length of the others. */
static void
put_target(struct output *out, const char *id)
{
	size_t len = str_of(id).len;

	output_put(out, str_of(id));
	for (; len > 0 && len < TARGET; len++)
		output_byte(out, 'x');
}

static void
put_welcome(struct output *out, const struct flow_language *l)
{
	char id[FLOW_ID];

	snprintf(id, sizeof(id), "w%.*s", STR_ARG(l->tag));
	put_target(out, id);
}

/* Dialplan in which "@again@" stands for a key. */
static void
put_plan(struct asterisk *a, const char *plan)
{
	const struct keys *keys = &a->options->keys;
	struct str rest = str_of(plan), text, name;

	while (str_cut(&rest, '@', &text)) {
		output_put(a->out, text);
		if (!str_cut(&rest, '@', &name))
			break;
		for (size_t i = 0; i < KEYS_COUNT; i++)
			if (str_equal(name, str_of(keys_name((enum keys_role)i))))
				output_byte(a->out, keys->at[i]);
		if (str_equal(name, S("speeds")) && a->options->speeds) {
			output_byte(a->out, keys->at[KEYS_SLOWER]);
			output_byte(a->out, keys->at[KEYS_FASTER]);
		}
	}
}

static void *
begin(struct output *tree, const struct flow_options *options)
{
	struct asterisk *a = mem_get(sizeof(*a));

	a->out = output_member(tree, "extensions.conf");
	a->options = options;
	output_print(a->out,
	    "; A phone line for Asterisk 16 and newer. Copy sounds/ into its sounds folder, "
	    "include\n"
	    "; this file from extensions.conf, and send calls here:\n"
	    ";   exten => 100,1,Goto(lectern,s,1)\n"
	    "\n"
	    "[globals]\n"
	    "; The helpline that key 0 and silence lead to. Nothing is dialled before "
	    "LECTERN_DIAL\n"
	    "; says how, for example PJSIP/${LECTERN_HELPLINE}@your-trunk; until then callers "
	    "hear\n"
	    "; the number and are asked to call it themselves.\n"
	    "LECTERN_HELPLINE=%s\n"
	    "LECTERN_DIAL=\n"
	    "; on: ask whether a part was helpful, and count the answers\n"
	    "LECTERN_FEEDBACK=%s\n"
	    "\n",
	    options->dial, options->feedback ? "on" : "off");
	put_plan(a, menus);
	put_plan(a, parts);
	put_plan(a, options->speeds ? speeds : again);
	put_plan(a, pauses);
	return a;
}

/* How far a prompt can be skipped into, in milliseconds, by the letter it has in records. */
static const char lengths[] =
    " same => n,MSet(LA=0,LB=10000,LC=20000,LD=30000,LE=40000,LF=50000,LG=60000,LH=70000)\n"
    " same => n,MSet(LI=80000,LJ=90000,LK=100000,LL=110000,LM=120000,LN=130000,LO=140000)\n"
    " same => n,MSet(LP=150000,LQ=160000,LR=170000,LS=180000,LT=190000,LU=200000,LV=210000)\n"
    " same => n,MSet(LW=220000,LX=230000,LY=240000,LZ=250000)\n";

/* A prompt of a part, its kind's letter replaced by one for its length: Asterisk jumps to the
   beginning when it is told to skip behind the end, so it never is. */
static void
put_part_prompt(const struct asterisk *a, struct output *out, const struct prompt *prompt)
{
	unsigned fastest = a->options->speeds ? prompt->milliseconds / 5 * 4 : prompt->milliseconds;
	unsigned tens = fastest / 10000;

	output_byte(out, (char)('A' + (tens < 25 ? tens : 25)));
	output_put(out, str_of(prompt->id + 1));
}

/* The first language's words are the line's until the caller has chosen. */
static void
put_entry(struct asterisk *a, const struct flow_language *l)
{
	output_print(a->out,
	    "[lectern]\n"
	    "exten => s,1,Answer()\n"
	    " same => n,Set(CDR_PROP(disable)=1)\n"
	    " same => n,MSet(HEARD=,ASKED=,AUTO=,V0=_slow,V1=,V2=_fast,LINEAR=%s,WAIT=%d)\n"
	    "%s"
	    " same => n,Set(N=1%s)\n"
	    " same => n,Set(THEN=%s)\n"
	    " same => n,Goto(lectern-language,%.*s,1)\n"
	    "\n"
	    "[lectern-language]\n",
	    a->options->linear ? "1" : "", FLOW_WAIT / 1000, lengths, l->languages,
	    l->languages[0] ? "lectern-go,s,1" : "lectern-welcome,s,1", STR_ARG(l->tag));
}

static void
language(void *context, const struct flow_language *l)
{
	struct asterisk *a = context;
	struct output *nodes;

	if (!a->begun) {
		put_entry(a, l);
		a->first = l->tag;
	}
	a->begun = true;
	output_print(a->out,
	    "exten => %.*s,1,Set(CHANNEL(language)=%.*s)\n"
	    " same => n,MSet(TAG=%.*s,V=1)\n"
	    " same => n,Set(START=1%s)\n"
	    " same => n,Set(LANGUAGES=1",
	    STR_ARG(l->tag), STR_ARG(l->tag), STR_ARG(l->tag), l->start);
	if (l->languages[0])
		output_put(a->out, str_of(l->languages));
	else
		put_welcome(a->out, l);
	output_put(a->out, S(")\n"));
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		output_print(a->out, "%s%s=%s%s", i % LINE_SETS ? "," : " same => n,MSet(",
		    variables[i].name, l->phrases[variables[i].phrase].id,
		    (i + 1) % LINE_SETS && i + 1 < sizeof(variables) / sizeof(*variables) ? ""
											  : ")\n");
	output_put(a->out, S(" same => n,Set(HELP="));
	if (a->options->dial[0])
		output_print(a->out, "lectern/%s&", l->phrases[FLOW_HANG_UP].id);
	output_print(a->out, "lectern/%s)\n same => n,Goto(${THEN})\n", l->phrases[FLOW_NUMBER].id);
	nodes = output_memory(&a->welcomes);
	output_put(nodes, S("exten => "));
	put_welcome(nodes, l);
	output_print(nodes,
	    ",1,Set(THEN=lectern-welcome,s,1)\n"
	    " same => n,Goto(lectern-language,%.*s,1)\n",
	    STR_ARG(l->tag));
	output_abandon(nodes);
}

/* --- records ------------------------------------------------------------------------------ */

/* A page of a menu by its place in a record. Only menus of full records are named so: those
   of articles, which may be cut by length, are named by their first page alone. */
static void
put_page(struct output *out, const char *id)
{
	char first[FLOW_ID], record[FLOW_ID];
	size_t page = menu_page_of(id, first);

	menu_page_id(first, page - page % RECORD_PAGES, record);
	output_print(out, "%zu%s", page % RECORD_PAGES + 1, record);
}

/* Prompts of several languages in one menu: each with the folder it is in. */
static void
put_spoken_languages(
    struct output *out, const struct flow_language *l, const struct flow_page *page)
{
	const char *tag = l->tag.at;
	int len = (int)l->tag.len;

	for (int try = 1; try <= 2; try++) {
		output_print(out, ",Q%d=", try);
		if (try == 1)
			output_print(out, "%.*s/lectern/%s&", len, tag, page->say.id);
		for (size_t i = 0; i < page->count; i++)
			output_print(out, "%s%.*s/lectern/%s&%.*s/lectern/%s", i ? "&" : "",
			    STR_ARG(page->options[i].say.language), page->options[i].say.id,
			    STR_ARG(page->options[i].press.language), page->options[i].press.id);
		if (page->more[0])
			output_print(
			    out, "&%.*s/lectern/%s", len, tag, l->phrases[FLOW_LANGUAGES_MORE].id);
	}
}

static void
put_options(const struct asterisk *a, struct output *out, const struct flow_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct flow_option *option = &page->options[i];

		output_put(out, option->say.id[0] ? str_of(option->say.id) : S(UNSAID));
		put_target(out, option->target);
		for (size_t n = 0; n < option->part.count; n++) {
			output_put(out, str_of(option->part.numbers[n].id));
			put_part_prompt(a, out, &option->part.prompts[n]);
		}
	}
}

static void
end_record(struct asterisk *a)
{
	if (a->count == 0)
		return;
	output_put(a->out, buf_str(&a->pages));
	if (a->more[0])
		output_print(a->out, ",M=1%s", a->more);
	/* who comes back to the question about languages hears it as at first */
	if (a->asks)
		output_print(a->out,
		    ")\nsame=>n,Set(THEN=lectern-menu,s,1)\n"
		    "same=>n,Goto(lectern-language,%.*s,1)\n",
		    STR_ARG(a->first));
	else
		output_put(a->out, S(")\nsame=>n,Goto(m,1)\n"));
	a->count = 0;
}

/* One that goes on where another is full has that one's last page before it. */
static void
begin_record(struct asterisk *a, const struct flow_page *page)
{
	size_t before = a->count;
	char name[FLOW_ID];
	struct output *out;

	memcpy(name, a->name, FLOW_ID);
	end_record(a);
	memcpy(a->name, page->id, FLOW_ID);
	a->asks = page->level == FLOW_LANGUAGES;
	buf_clear(&a->pages);
	out = output_memory(&a->pages);
	output_print(out, "exten=>%s,1,MSet(U=", page->id);
	put_page(out, page->up);
	if (page->before[0])
		output_print(out, ",B=%zu%s", before, name);
	output_print(out, ",I=%s", page->say.id);
	output_abandon(out);
}

static void
page(void *context, const struct flow_language *l, const struct flow_page *page)
{
	struct asterisk *a = context;
	struct buf options = {0};
	struct output *out = output_memory(&options);

	if (a->welcomes.len > 0) {
		output_put(a->out, S("\n[lectern-node]\nexten => m,1,Goto(lectern-menu,s,1)\n"));
		output_put(a->out, buf_str(&a->welcomes));
		buf_clear(&a->welcomes);
	}
	put_options(a, out, page);
	if (page->level == FLOW_LANGUAGES)
		put_spoken_languages(out, l, page);
	output_abandon(out);
	if (page->before[0] == '\0' || page->level == FLOW_LANGUAGES || a->count == RECORD_PAGES ||
	    a->pages.len + options.len > RECORD_MOST)
		begin_record(a, page);
	a->count++;
	memcpy(a->more, page->more, FLOW_ID);
	buf_print(&a->pages, ",R%zu=", a->count);
	buf_put(&a->pages, buf_str(&options));
	buf_free(&options);
}

static void
end(void *context)
{
	struct asterisk *a = context;

	end_record(a);
	output_close(a->out);
	buf_free(&a->welcomes);
	buf_free(&a->pages);
	mem_free(a);
}

const struct target target_asterisk = {
    .name = "asterisk",
    .summary = "extensions.conf for Asterisk 16 and newer",
    .begin = begin,
    .language = language,
    .page = page,
    .end = end,
};
