import { chromium } from 'playwright-core';
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--headless','--no-sandbox']});
const B='http://localhost:4810';
async function open(name:string,w:number){const c=await b.newContext({viewport:{width:w,height:w===320?640:900}});const p=await c.newPage();await p.goto(B+'/sign-in');await p.fill('#name',name);await p.fill('#password','rowan berries in october');await p.keyboard.press('Enter');await p.waitForLoadState();await p.waitForURL(B+'/');return p;}
let n=0; const shot=async(p:any,name:string)=>{await p.screenshot({path:`/tmp/lead-shots/${name}.png`,fullPage:true});};
const p=await open('staff-1.mansfield',320); await shot(p,'home-320');
const q=await open('lead.mansfield',1280); await shot(q,'home-lead-1280');
for (const u of ['/work','/work/unclaimed','/work/team']){await q.goto(B+u);await shot(q,'lead'+u.replaceAll('/','-'));}
const h=await open('housing-1.ashfield',1280); await shot(h,'home-housing-ashfield');
await h.goto(B+'/work');await shot(h,'housing-work');
await b.close();
