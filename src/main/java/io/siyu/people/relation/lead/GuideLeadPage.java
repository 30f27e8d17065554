package io.siyu.people.relation.lead;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import io.siyu.people.staff.PhonePage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTML of a guide's leads: who, from where, what was said last; the number on a tap, and what came of the call. */
final class GuideLeadPage {

    private static final String LOOKS = """
            h1{margin:0}h2{font-size:17px;margin:0}p{margin:4px 0 0;color:#5c6670;overflow-wrap:anywhere}
            .top{padding:0 0 12px}.number{font-size:20px;font-weight:600;color:#1d2129;user-select:all;-webkit-user-select:all}
            .row{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}form{flex:1 1 30%}
            button{border-color:#c9ced6;color:#1d2129;font-size:15px}
            .main{border-color:#0b6b4f;color:#fff}.harm{color:#b42318}summary{margin-top:12px;color:#175cd3;min-height:28px}
            .said{background:#fff4e5;color:#7a4b00}.pages{display:flex;justify-content:space-between}.pages a{color:#175cd3;min-height:44px}
            """;

    private static final Map<String, String> OUTCOMES = Map.of(
            "WILL_ADD", "会添加",
            "TALKED", "已沟通",
            "NO_ANSWER", "无人接听",
            "WRONG_NUMBER", "号码错误",
            "REFUSED", "拒绝",
            "DO_NOT_CALL", "要求不再联系");

    private GuideLeadPage() {}

    /** What is said above the list after a deed. */
    enum Said {
        NOTED("已记下"),
        TWICE("这次联系刚才已经记下了，没有再记一次"),
        GONE("没有记下：这条线索已经不在你手上"),
        CLOSED("没有记下：这条线索已经转化或关闭"),
        CONFIRM("没有记下：请先确认客户要求不再联系");

        private final String words;

        Said(String words) {
            this.words = words;
        }
    }

    /** @param total how many there are on all pages */
    record Listed(List<LeadViews.Line> leads, long total, int page, int size) {

        private boolean more() {
            return (page + 1L) * size < total;
        }
    }

    /** What a tap on 显示号码 showed, for the lead it was asked of: the number, or why not. */
    record Shown(long lead, String text) {}

    static PhonePage of(Listed listed, @Nullable Said said, @Nullable Shown shown, String token) {
        List<LeadViews.Line> leads = listed.leads();
        String cards = leads.stream()
                .map(lead -> card(
                        lead, shown != null && shown.lead() == lead.id() ? shown.text() : null, token, listed.page()))
                .collect(Collectors.joining());
        String lost = shown != null && leads.stream().noneMatch(lead -> lead.id() == shown.lead())
                ? "<section><p>%s</p></section>".formatted(htmlEscape(shown.text()))
                : "";
        String body = leads.isEmpty() ? "<section><h2>手上没有要联系的线索</h2><p>分给你的线索会出现在这里。</p></section>" : cards;
        return page("<div class=\"top\"><h1>我的线索（%d）</h1><p>复制号码，到企业微信里搜索添加；加上后在客户资料里存下号码，会自动算转化。</p></div>"
                        .formatted(listed.total())
                + (said == null ? "" : "<section class=\"said\" role=\"status\">%s</section>".formatted(said.words))
                + lost
                + body
                + pages(listed, token));
    }

    private static PhonePage page(String body) {
        return new PhonePage("我的线索", LOOKS, body);
    }

    private static String pages(Listed listed, String token) {
        String link = "<a href=\"/staff/leads/%s?page=%d\">%s</a>";
        String before =
                listed.page() == 0 ? "<span></span>" : link.formatted(htmlEscape(token), listed.page() - 1, "上一页");
        String next = listed.more() ? link.formatted(htmlEscape(token), listed.page() + 1, "下一页") : "<span></span>";
        return "<p class=\"pages\">%s%s</p>".formatted(before, next);
    }

    static PhonePage expired() {
        return page("<section><h1>这个链接已经失效</h1><p>新的链接会发到你的企业微信，只给你本人。</p></section>");
    }

    static PhonePage missing() {
        return page("<section><h1>没有这个页面</h1><p>链接可能不完整或已失效，请从企业微信里最近一条线索消息打开。</p></section>");
    }

    private static String card(LeadViews.Line lead, @Nullable String number, String token, int page) {
        Deed deed = new Deed("/api/staff/leads/%s/%d".formatted(htmlEscape(token), lead.id()), lead.attempts(), page);
        return """
                <section><h2>%s</h2><p>%s</p>%s%s
                <div class="row">%s%s%s</div>
                <details><summary>没成</summary><div class="row">%s%s</div>
                <details><summary class="harm">要求不再联系</summary><p>这个号码以后在任何名单里都不会再有人联系。</p><div class="row">%s</div></details></details></section>""".formatted(
                htmlEscape(lead.name().isEmpty() ? "未留姓名" : lead.name()),
                htmlEscape(about(lead)),
                lead.remark().isEmpty() ? "" : "<p>" + htmlEscape(lead.remark()) + "</p>",
                number == null ? ask(deed, lead.maskedPhone()) : "<p class=\"number\">" + htmlEscape(number) + "</p>",
                outcome(deed, "WILL_ADD", "main"),
                outcome(deed, "TALKED", ""),
                outcome(deed, "NO_ANSWER", ""),
                outcome(deed, "WRONG_NUMBER", ""),
                outcome(deed, "REFUSED", ""),
                never(deed));
    }

    private static String about(LeadViews.Line lead) {
        String last = lead.lastOutcome() == null
                ? "还没有联系过"
                : "联系过 %d 次，上次：%s".formatted(lead.attempts(), OUTCOMES.getOrDefault(lead.lastOutcome(), ""));
        String from = lead.source().isEmpty() ? lead.batchName() : lead.source();
        return from + " · " + last + (lead.nextOn() == null ? "" : " · 约在 " + lead.nextOn());
    }

    /** What a form of one lead says beside what was tapped. */
    private record Deed(String at, int seen, int page) {

        private String fields() {
            return """
                    <input type="hidden" name="seen" value="%d"><input type="hidden" name="page" value="%d">""".formatted(seen, page);
        }
    }

    private static String ask(Deed deed, @Nullable String masked) {
        return masked == null ? "<p>号码已抹除</p>" : """
                <form method="post" action="%s/phone" class="row">%s<button>%s　显示号码</button></form>""".formatted(deed.at(), deed.fields(), htmlEscape(masked));
    }

    private static String outcome(Deed deed, String outcome, String look) {
        return """
                <form method="post" action="%s/attempts">%s<input type="hidden" name="outcome" value="%s"><button class="%s">%s</button></form>""".formatted(deed.at(), deed.fields(), outcome, look, OUTCOMES.get(outcome));
    }

    /** For good: it takes a second tap on words that say so. */
    private static String never(Deed deed) {
        return """
                <form method="post" action="%s/attempts">%s<input type="hidden" name="outcome" value="DO_NOT_CALL"><input type="hidden" name="confirmed" value="true"><button class="harm">确认不再联系</button></form>""".formatted(deed.at(), deed.fields());
    }
}
