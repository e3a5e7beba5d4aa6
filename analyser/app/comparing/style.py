"""Styles of the page Sammenlign, beyond those every page has."""

STYLE = """<style>
.varme,.par{max-height:75vh;overflow:auto;border:1px solid #C3CAD3;border-radius:.4rem}
.varme:focus-visible,.par:focus-visible,.rulle:focus-visible{outline:3px solid #1B4F86;outline-offset:2px}
.varme table,.par table{border-collapse:separate;border-spacing:0;width:100%;margin:0}
.varme th,.varme td,.par th,.par td{border:0;border-bottom:1px solid #E3E7EC;padding:.35rem .5rem}
.varme thead th,.par thead th{position:sticky;top:0;z-index:2;background:#F4F6F8;border-bottom:2px solid #9AA4B0;
vertical-align:bottom}
.varme thead th{font-size:.8rem;line-height:1.2;text-align:center;min-width:4.6rem}
.varme th:first-child{position:sticky;left:0;z-index:1;background:#fff;text-align:left;min-width:15rem;
max-width:24rem;font-weight:400}
.varme thead th:first-child{z-index:3;background:#F4F6F8;font-size:.9rem;font-weight:600}
.varme td{text-align:center;font-weight:600;border-left:1px solid #fff;position:relative}
.varme tr.gruppe th,.varme tr.gruppe td{background:#EDF1F5;border-top:2px solid #9AA4B0;font-weight:600;
font-size:.9rem;white-space:nowrap}
.varme tr.gruppe th{white-space:normal}
.varme th a,.par thead a{font-weight:600;display:block;color:#1B4F86}
.varme th{font-size:.92rem;line-height:1.3}
.varme td{border-bottom-color:#fff}
.dempet{color:#4F5A66;font-size:.85rem;font-weight:400}
.varme th .dempet{display:block;font-size:.8rem}
.penn{font-weight:400;font-size:.8rem;margin-left:.15rem}
.bare-lest{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.tegn{display:flex;flex-wrap:wrap;gap:.3rem .6rem;align-items:center;margin:.2rem 0 .6rem;font-size:.9rem}
.spredning{display:grid;gap:.45rem;max-width:60rem;margin:.4rem 0 1rem}
.soyle{display:grid;grid-template-columns:11rem 1fr;gap:.8rem;align-items:center}
.soyle>div{display:flex;gap:2px;height:2rem}
.soyle>div>span{display:flex;align-items:center;justify-content:center;font-weight:600;min-width:1.4rem;
border:1px solid;border-radius:.2rem}
.rulle{overflow-x:auto}
.tall{border-collapse:collapse}
.tall th,.tall td{border:0;border-bottom:1px solid #E3E7EC;padding:.35rem .8rem;text-align:right;white-space:nowrap}
.tall th:first-child{text-align:left}
.tall thead th{border-bottom:2px solid #9AA4B0}
.par th:first-child{width:22%;text-align:left;font-weight:400}
.par td,.par th{vertical-align:top;text-align:left}
.par td{width:39%}
.par thead th{font-weight:600}
.par tr.gruppe th{background:#EDF1F5;font-weight:600;font-size:1.05rem;border-top:2px solid #9AA4B0}
.par .dempet{display:block}
.par td[class^="level-"]{font-weight:600}
.ja{color:#14582F;font-weight:600}.nei{color:#4F5A66}
.sitert{white-space:pre-line}
.sitert strong{background:#FFF1B8}
.sitert .ledd-inn{color:#4F5A66}
@media(max-width:640px){
.varme th:first-child{min-width:9.5rem;max-width:9.5rem;overflow-wrap:anywhere}
.soyle{grid-template-columns:1fr;gap:.15rem}
.par table{font-size:.85rem;table-layout:fixed;overflow-wrap:anywhere}
.par th,.par td{padding:.3rem}.par th:first-child{width:27%}
.par th:first-child{position:static}
}
</style>"""
