package io.siyu.reach.channel.nearest;

import static io.siyu.reach.channel.landing.LandingFrame.escape;

import io.siyu.reach.channel.landing.LandingFrame;
import java.util.List;
import java.util.stream.Collectors;

/** The pages of a store code: asks where one is, tells which stores are near, or lets one choose. */
final class NearestPage {

    private static final String STYLE = """
            <style nonce="%s">ul{list-style:none;margin:16px 0 0;padding:0;text-align:left}
            li a{display:flex;justify-content:space-between;gap:12px;padding:12px 0;border-top:1px solid #e5e8eb;color:inherit;text-decoration:none}
            li strong,li small{display:block}li small,.quiet{color:#5c6670;font-size:13px}
            li b{white-space:nowrap;color:#0b6b4f;font-weight:600}.link{display:block;margin-top:16px;color:#0b6b4f;font-size:15px}
            input{width:100%%;padding:10px 12px;border:1px solid #c9cfd4;border-radius:8px;font:inherit}</style>""";

    /** Rounded to about a hundred metres before it leaves the telephone. */
    private static final String SCRIPT = """
            <script nonce="%s">
            const form=document.getElementById('near'),note=document.getElementById('note'),button=document.getElementById('find');
            const list=()=>{location.href=form.dataset.list};
            button.addEventListener('click',()=>{
              if(!navigator.geolocation)return list();
              button.disabled=true;note.textContent='正在查找…';
              navigator.geolocation.getCurrentPosition((found)=>{
                form.elements.lat.value=found.coords.latitude.toFixed(3);form.elements.lng.value=found.coords.longitude.toFixed(3);form.submit();
              },list,{timeout:8000,maximumAge:60000});
            });
            </script>""";

    private NearestPage() {}

    static String ask(StoreCode code, String nonce) {
        String base = "/c/s/" + code.code();
        String body =
                STYLE.formatted(nonce) + """
                <div class="initial" aria-hidden="true">店</div><h1>%s</h1><p class="store">找到离你最近的门店</p>
                <form id="near" method="post" action="%s/near" data-list="%s/stores">
                <input type="hidden" name="lat"><input type="hidden" name="lng">
                <button id="find" type="button" class="button">查找附近门店</button></form>
                <p id="note" class="step quiet">点“查找”后会询问你的位置。位置只用来计算到门店的距离，用完即弃，不会保存。</p>
                <a class="link" href="%s/stores">不用位置，自己选门店</a>""".formatted(escape(code.name()), base, base, base) + SCRIPT.formatted(nonce);
        return LandingFrame.of(code.name(), nonce, body);
    }

    static String near(StoreCode code, List<Near> near, String nonce) {
        String base = "/c/s/" + code.code();
        String stores = near.stream()
                .map(one -> item(base + "/go/" + one.door().storeId() + "?km=" + one.km(), one.door(), one.inWords()))
                .collect(Collectors.joining());
        String body = STYLE.formatted(nonce) + "<h1>离你最近的门店</h1><p class=\"store\">点一家，添加门店导购</p><ul>" + stores
                + "</ul><a class=\"link\" href=\"" + base + "/stores\">选其他门店</a>";
        return LandingFrame.of("离你最近的门店", nonce, body);
    }

    static String choose(StoreCode code, List<StoreDoor> doors, String words, boolean none, String nonce) {
        String base = "/c/s/" + code.code();
        String stores = doors.stream()
                .map(door -> item(base + "/go/" + door.storeId(), door, door.region() == null ? "" : door.region()))
                .collect(Collectors.joining());
        String told = doors.isEmpty() ? "<p class=\"step\">没有找到门店，换个词试试。</p>" : "<ul>" + stores + "</ul>";
        String note = none ? "附近没有门店，可以按城市或店名查找" : "输入城市或店名";
        String body = STYLE.formatted(nonce) + """
                <h1>选择门店</h1><p class="store">%s</p><form method="get" action="%s/stores">
                <input name="q" value="%s" aria-label="城市或店名" placeholder="城市或店名" enterkeyhint="search"></form>%s""".formatted(note, base, escape(words), told);
        return LandingFrame.of("选择门店", nonce, body);
    }

    static String words(String title, String text, String nonce) {
        return LandingFrame.of(
                title, nonce, "<h1>" + escape(title) + "</h1><p class=\"store\">" + escape(text) + "</p>");
    }

    private static String item(String href, StoreDoor door, String aside) {
        String address = door.address() == null ? "" : "<small>" + escape(door.address()) + "</small>";
        return "<li><a href=\"" + href + "\"><span><strong>" + escape(door.name()) + "</strong>" + address
                + "</span><b>" + escape(aside) + "</b></a></li>";
    }
}
