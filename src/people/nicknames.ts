/**
 * First names and what people are called instead, a group a line, gathered for Rowan. Sound and spelling find
 * the rest; these are the ones that neither finds.
 */
const lines = `
abigail abi abbie gail
agnieszka aga agnes
albert al bert bertie
alexander alexandra alex alec sandy sasha xander lexi sandra
alfred alf alfie fred
alison ali allie
amanda mandy
andrew andy drew
angela angie ange
anne ann anna annie nancy
anthony tony ant
antonia toni
barbara barb babs barbie
benjamin ben benny benji
beverley bev
bridget bridie biddy
caroline carol carrie caz
catherine katherine kathryn kate katie kathy cathy kat kitty kay
charles charlie chas chuck
charlotte charlie lottie
christine christina chris chrissie tina
christopher chris kit topher
daniel dan danny
danielle dani
david dave davey dai
deborah debra deb debs debbie
dennis den denny
dominic dom
donald don donny
dorothy dot dottie dolly
edward ed eddie ted teddy ned
eleanor ellen nell nellie ellie nora
elizabeth elisabeth liz lizzie beth betty betsy bess eliza elsie lisa libby
emily em emmy millie
emma em emmie
frances fran francesca frankie fanny
francis frank frankie
frederick fred freddie
gabriel gabrielle gabby gabe
geoffrey jeffrey geoff jeff
georgina georgia georgie gina
gerald gerry jerry
gillian gill jill
gregory greg
gwendolen gwenllian gwen wendy
harold harry hal
heather hev
henrietta hettie etta
henry harry hank hal
isabel isabelle isobel izzy bella belle
jacqueline jackie jacqui
james jim jimmy jamie
jane janet jan janey jenny
janice jan
jennifer jen jenny jenna
jessica jess jessie
joanna joanne jo
john jon jack johnny ian sean
jonathan jon jonny nathan
joseph joe joey
josephine jo josie
joshua josh
judith judy jude
julia julie jules
katarzyna kasia kate
kenneth ken kenny
kimberley kim
kirsten kirsty
laura laurie lori
lauren loz
lawrence laurence larry laurie
leonard len lenny leo
lesley leslie les
lillian lilian lily lil
louise lou lulu
lucinda lucy cindy
lynne lynn linda lyn
malgorzata gosia margaret
margaret maggie meg peggy marge margie greta daisy rita
martha marty
martin marty
mary marie maria molly polly mae may
matilda tilly tilda mattie
matthew matt matty
maureen mo
maxine maxwell maximilian max
melanie mel
melissa mel lissa
michael mike mick micky mikey
michelle shell chelle mich
mohammed muhammad mohamed mohammad mo
natalie natalia nat tasha natasha
nicholas nick nicky
nicola nicky nikki nic
norman norm
oliver ollie
olivia liv livvy
pamela pam
patricia pat patsy tricia trish paddy
patrick pat paddy
penelope penny
peter pete
philip phillip phil pip
philippa pip pippa
rachel rach
raymond ray
rebecca becky becca bex
richard rick ricky rich dick
robert rob robbie bob bobby bert
roberta bobbie
rodney rod
roger rodge
ronald ron ronnie
rosemary rose rosie
ruth ruthie
samantha sam sammy
samuel sam sammy
sarah sara sally sadie
sharon shaz shazza
sheila shelagh
simon si
stanislaw staszek stan
stanley stan
stephanie steph stevie
stephen steven steve stevie
stuart stewart stu
susan suzanne sue susie suzie
sylvia syl
teresa theresa terry tess tessa
terence terry tel
theodore theo ted teddy
thomas tom tommy
timothy tim timmy
tracey tracy trace
ursula uschi
valerie val
vanessa nessa
veronica ronnie vera
victor vic
victoria vicky vicki tori
vincent vince vinny
virginia ginny
walter wally walt
wendy wend
william will bill billy willy liam
winifred winnie freda
yvonne vonnie
zachary zac zak
zoe zo
`;

const groups = new Map<string, string[]>();
for (const line of lines.trim().split('\n')) {
  const names = line.split(' ');
  const [first = ''] = names;
  for (const name of names) groups.set(name, [...(groups.get(name) ?? []), first]);
}

/** The groups that a first name belongs to: `charlie` may be Charles or Charlotte. Lower case. */
export function findNameGroups(word: string): readonly string[] {
  return groups.get(word) ?? [];
}
