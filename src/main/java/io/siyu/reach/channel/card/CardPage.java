package io.siyu.reach.channel.card;

import static io.siyu.reach.channel.landing.LandingFrame.escape;

import io.siyu.reach.channel.CardDraft;
import io.siyu.reach.channel.LandingHook;
import io.siyu.reach.channel.card.CardProgress.Owner;
import io.siyu.reach.channel.card.CardProgress.Steps;
import io.siyu.reach.channel.landing.Landing;
import io.siyu.reach.channel.landing.LandingFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTML behind a card: a friend, the member card, the gift, and how far the visitor is. */
final class CardPage {

    private static final String STYLE = """
            <style nonce="%s">
            main{text-align:left}main>h1{text-align:center;margin-bottom:20px}
            ol{list-style:none;margin:0;padding:0}
            li{position:relative;padding:0 0 22px 40px}li:last-child{padding-bottom:0}
            li::before{content:attr(data-n);position:absolute;left:0;top:0;width:26px;height:26px;border-radius:50%%;
            border:1px solid #c5ccd3;background:#fff;color:#5c6670;font-size:14px;line-height:24px;text-align:center;z-index:1}
            li::after{content:"";position:absolute;left:13px;top:26px;bottom:0;border-left:1px solid #e5e8eb}
            li:last-child::after{display:none}
            li.open::before{background:#0b6b4f;border-color:#0b6b4f;color:#fff}
            li.done::before{content:"✓";background:#e3f2ec;border-color:#e3f2ec;color:#0b6b4f}
            h2{margin:0;font-size:16px;line-height:26px}li.locked h2{color:#5c6670}
            li p{font-size:14px;color:#5c6670}.guide{margin:8px 0 0}.guide .qr{margin:8px 0;width:200px;height:200px}
            form{display:flex;gap:8px;margin:8px 0 0}
            input{flex:1;min-width:0;padding:8px 12px;border:1px solid #c5ccd3;border-radius:20px;font:inherit;font-size:15px}
            form .button{margin-top:0;white-space:nowrap}.said{margin:0 0 16px;padding:8px 12px;border-radius:8px;background:#fdf3e7;
            color:#8a4b08;font-size:14px}
            </style>""";

    private static final String SCRIPT = """
            <script nonce="%s">
            (function(){var mark=%s,left=200,timer=setInterval(function(){
            if(--left<0){clearInterval(timer);return}
            if(document.visibilityState!=='visible')return;
            fetch(location.pathname+'/state',{credentials:'same-origin'}).then(function(r){return r.ok?r.text():mark})
            .then(function(now){if(now!==mark){clearInterval(timer);location.replace(location.pathname)}}).catch(function(){})},3000)})()
            </script>""";

    private final CardBatch batch;
    private final String path;
    private final Steps steps;
    private int shown;

    private CardPage(CardBatch batch, String path, Steps steps) {
        this.batch = batch;
        this.path = path;
        this.steps = steps;
    }

    /**
     * What stands on the page besides what the batch says.
     *
     * @param friend their guide, once they have one
     * @param gift what the coupon is called
     * @param said what was wrong with what they just did
     */
    record Words(
            @Nullable String friend,
            @Nullable String gift,
            @Nullable String said,
            List<LandingHook.Step> more) {}

    /** @param friendHtml what to do to become a friend */
    static String of(CardBatch batch, String path, Steps steps, Words words, String friendHtml, String nonce) {
        CardPage page = new CardPage(batch, path, steps);
        String body = STYLE.formatted(nonce)
                + "<h1>" + escape(batch.draft().headline()) + "</h1>"
                + page.said(words)
                + "<ol>" + page.friend(words, friendHtml) + page.member() + page.gift(words) + page.more(words)
                + "</ol>"
                + (page.waits() ? SCRIPT.formatted(nonce, "'" + steps.mark() + "'") : "");
        return LandingFrame.of(batch.draft().headline(), nonce, body);
    }

    static boolean waits(Steps steps) {
        return steps.owner() == Owner.NOBODY || steps.owner() == Owner.ME && steps.asksMember() && !steps.member();
    }

    private boolean waits() {
        return waits(steps);
    }

    /** The guide's card and code. */
    static String guide(Landing.Guide shown, String store) {
        String name = escape(shown.guide().name());
        return """
                <div class="guide"><p>%s%s</p><img class="qr" src="%s" alt="%s的二维码" width="200" height="200">
                <p>长按识别二维码，添加%s为好友</p></div>""".formatted(name, store.isEmpty() ? "" : " · " + escape(store), escape(shown.qrUrl()), name, name);
    }

    /** Their acquisition link. */
    static String linked(Landing.Link to) {
        return link(to.url(), "添加" + to.guide().name());
    }

    static String noGuide() {
        return "<p>导购都在忙，请过一会儿再扫一次。</p>";
    }

    private String said(Words words) {
        if (words.said() != null) {
            return "<p class=\"said\" role=\"alert\">" + escape(words.said()) + "</p>";
        }
        return steps.owner() == Owner.ANOTHER
                ? "<p class=\"said\" role=\"alert\">这张卡已经被别人使用，礼品只有一份。你仍然可以添加导购。</p>"
                : "";
    }

    private String friend(Words words, String friendHtml) {
        if (steps.owner() == Owner.ME) {
            String text = words.friend() == null ? "已经是好友" : "已添加" + words.friend();
            return step("done", "添加专属导购", paragraph(text));
        }
        return step("open", "添加专属导购", friendHtml);
    }

    private String member() {
        if (!steps.asksMember()) {
            return "";
        }
        if (steps.member()) {
            return step("done", "开通会员卡", paragraph("已开通"));
        }
        String url = batch.draft().memberUrl();
        String how =
                paragraph("在小程序登录并授权手机号，就是会员。") + (url == null || steps.owner() != Owner.ME ? "" : link(url, "开通会员卡"));
        return step(steps.owner() == Owner.ME ? "open" : "locked", "开通会员卡", how);
    }

    private String gift(Words words) {
        CardDraft draft = batch.draft();
        boolean order = draft.asksOrder() && !steps.ordered();
        String text = draft.giftText() == null ? "" : paragraph(draft.giftText());
        String name = words.gift() == null ? "" : paragraph(words.gift());
        if (words.gift() == null && text.isEmpty() && !draft.asksOrder()) {
            return "";
        }
        if (steps.given()) {
            return step("done", "领取礼品", name + text + paragraph("已经放进你的券包"));
        }
        if (steps.owner() != Owner.ME) {
            return step("locked", "领取礼品", name + text);
        }
        if (order) {
            return step("open", "领取礼品", name + text + orderForm());
        }
        boolean ready = words.gift() != null && steps.giftReady();
        String bound = draft.asksOrder() ? paragraph("订单号已登记") : "";
        return step(steps.giftReady() ? "open" : "locked", "领取礼品", name + text + bound + (ready ? giftForm() : ""));
    }

    private String orderForm() {
        return """
                <form method="post" action="%s/order"><input name="orderNo" required maxlength="60" autocomplete="off"
                placeholder="输入订单号领取礼品" aria-label="订单号"><button class="button">提交</button></form>""".formatted(escape(path));
    }

    private String giftForm() {
        return "<form method=\"post\" action=\"%s/gift\"><button class=\"button\">领取</button></form>"
                .formatted(escape(path));
    }

    private String more(Words words) {
        StringBuilder html = new StringBuilder();
        for (LandingHook.Step one : words.more()) {
            LandingHook.Link to = one.link();
            String next = to == null || one.state() != LandingHook.State.OPEN ? "" : link(to.url(), to.label());
            html.append(step(
                    switch (one.state()) {
                        case LOCKED -> "locked";
                        case OPEN -> "open";
                        case DONE -> "done";
                    },
                    one.title(),
                    paragraph(one.text()) + next));
        }
        return html.toString();
    }

    private String step(String state, String title, String html) {
        shown++;
        return "<li class=\"%s\" data-n=\"%d\"><h2>%s</h2>%s</li>".formatted(state, shown, escape(title), html);
    }

    private static String paragraph(String text) {
        return "<p>" + escape(text) + "</p>";
    }

    private static String link(String url, String label) {
        return "<a class=\"button\" href=\"" + escape(url) + "\">" + escape(label) + "</a>";
    }
}
