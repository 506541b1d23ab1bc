import { chromium } from 'playwright-core';
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--headless','--no-sandbox']});
const B='http://localhost:4810';
const c=await b.newContext({viewport:{width:320,height:640}});const p=await c.newPage();
await p.goto(B+'/sign-in');await p.fill('#name','housing-1.ashfield');await p.fill('#password','rowan berries in october');await p.keyboard.press('Enter');await p.waitForURL(B+'/');
await p.locator('a,button',{hasText:'Someone told me'}).first().click(); await p.waitForLoadState();
const said:string[]=[];
for(let i=0;i<40;i++){
  const h=(await p.textContent('h1'))!.trim().replace(/\s+/g,' '); said.push(h+'  '+new URL(p.url()).pathname.split('/').pop()+new URL(p.url()).search);
  if(p.url().endsWith('/result'))break;
  await p.screenshot({path:`/tmp/lead-shots/a-${String(i).padStart(2,'0')}.png`});
  const yes=p.getByRole('radio',{name:/^(Yes|They told me about abuse)$/});
  if(/danger right now|weapon/i.test(h)) await p.getByRole('radio',{name:'No',exact:true}).check();
  else if(await yes.count()) await yes.first().check();
  else if(await p.locator('#words').count()) await p.fill('#words','She said he follows her.');
  else if(await p.getByRole('radio').count()) await p.getByRole('radio').first().check();
  const cont=p.getByRole('button',{name:'Continue'});
  if(await cont.count()) await Promise.all([p.waitForEvent('load'),cont.click()]); else {await Promise.all([p.waitForEvent('load'),p.getByRole('button',{name:'Skip for now'}).click()]);}
}
console.log(said.join('\n'));
await p.screenshot({path:'/tmp/lead-shots/a-result.png',fullPage:true});
await b.close();
