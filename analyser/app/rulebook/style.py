"""Styles of the page Regler, beyond those every page has."""

STYLE = """<style>
.dempet{color:#4F5A66;font-size:.88rem;font-weight:400}
.regel{border:1px solid #C3CAD3;border-radius:.4rem;margin:.4rem 0;background:#fff}
.regel>summary{padding:.55rem .9rem;font-weight:600;cursor:pointer}
.regel>summary:focus-visible,.regel details>summary:focus-visible{outline:3px solid #1B4F86;outline-offset:2px}
.regel[open]>summary{background:#F4F6F8;border-bottom:1px solid #E3E7EC}
.regel>div{padding:.8rem 1rem 1rem}
.regel details{margin:.5rem 0}.regel details>summary{cursor:pointer;color:#1B4F86;font-weight:600}
.regel h4{font-size:1rem;margin:.9rem 0 .3rem;padding:0}
.regel ul,.svar ul{margin:.2rem 0;padding-left:1.2rem}
.regel li,.svar li{margin:.25rem 0;overflow-wrap:anywhere}
.mild{display:inline-block;border:1px solid #7A4B00;color:#7A4B00;background:#FFEFC7;border-radius:.6rem;
padding:0 .5rem;font-size:.8rem;font-weight:600;margin-left:.4rem}
.regelfakta,.begreper{margin:0!important;padding:0}
.regelfakta>div{display:grid;grid-template-columns:9.5rem 1fr;gap:.8rem;padding:.3rem 0;border-bottom:1px solid #E3E7EC}
.regelfakta dt,.begreper dt{font-weight:600;margin:0}.regelfakta dd,.begreper dd{margin:0;overflow-wrap:anywhere}
.begreper{font-size:.92rem}.begreper>div{padding:.3rem 0;border-bottom:1px solid #E3E7EC}
.maater{margin:.3rem 0;padding-left:1.6rem}.maater p{margin:.1rem 0 .3rem}
.maater>li{padding:.2rem 0;border-bottom:1px solid #E3E7EC}
mark{background:#FFF1B8;color:#1A1A1A;font-weight:600;padding:0 .1rem}
.treff ul,.ikke-treff ul,.slo-til,.nesten,.nivaaer{list-style:none;padding-left:0!important}
.treff li{border-left:4px solid #14582F;padding-left:.7rem}
.ikke-treff li{border-left:4px dashed #9AA4B0;padding-left:.7rem}
.elementtittel{font-size:1.1rem;margin:1.2rem 0 .2rem;padding:0}
.svar h2{font-size:1.05rem;margin:1rem 0 .3rem;padding:0}
.slo-til li{border-left:4px solid #14582F;padding:.2rem 0 .2rem .8rem;margin:.5rem 0}
.slo-til li.weak{border-left:4px dashed #7A4B00}.slo-til li.absent{border-left:6px double #9B1C14}
.virkning{font-weight:600}
.nesten li{border-left:4px dotted #9AA4B0;padding:.2rem 0 .2rem .8rem}
.nivaaer li{display:flex;gap:.6rem;align-items:center}
.nivaaer li>span:first-child{min-width:11rem}
@media(max-width:640px){.regelfakta>div{grid-template-columns:1fr;gap:0}}
</style>"""
