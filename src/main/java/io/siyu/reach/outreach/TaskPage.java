package io.siyu.reach.outreach;

import io.siyu.people.staff.PhonePage;
import io.siyu.reach.outreach.GuideTasks.Task;
import org.springframework.web.util.HtmlUtils;

/** The HTML of a guide's task: who, why today, the words ready, and two buttons. */
final class TaskPage {

    private static final String TITLE = "跟进任务";

    private static final String LOOKS = """
            h2{font-size:13px;margin:0 0 4px;color:#5c6670;font-weight:400}
            .words{white-space:pre-wrap;user-select:all;-webkit-user-select:all}
            .buttons{display:flex;gap:12px}form{flex:1}
            .copy{margin-top:12px}.duty{margin-top:20px;text-align:center}.duty a{color:#175cd3}
            """;

    private static final String OPEN = """
            <div class="buttons">
            <form method="post" action="/api/staff/tasks/%1$s/skip"><button>跳过</button></form>
            <form method="post" action="/api/staff/tasks/%1$s/done"><button class="main">完成</button></form>
            </div>""";

    private static final String COPY = """
            const copy=document.getElementById("copy");
            copy.addEventListener("click",()=>navigator.clipboard.writeText(document.getElementById("words").textContent)
            .then(()=>{copy.textContent="已复制"},()=>{copy.textContent="请长按上面的文字复制"}));
            """;

    private TaskPage() {}

    static PhonePage of(Task task, String customer, String token, String duty) {
        String body = """
                <section><h1>%s</h1><h2>为什么是今天</h2><p>%s</p></section>
                <section><h2>可以这样说</h2><p class="words" id="words">%s</p><button class="copy" id="copy" type="button">复制文字</button></section>
                %s<p class="duty"><a href="%s">我的接待开关</a></p>""".formatted(
                        HtmlUtils.htmlEscape(customer),
                        HtmlUtils.htmlEscape(task.reason()),
                        HtmlUtils.htmlEscape(task.content()),
                        task.open() || task.state().equals("UNKNOWN") ? OPEN.formatted(token) : closed(task),
                        duty);
        return new PhonePage(TITLE, LOOKS, body, COPY);
    }

    static PhonePage missing() {
        return new PhonePage(TITLE, LOOKS, "<section><h1>没有这个任务</h1><p>它可能已经取消，请回到消息列表看看有没有新的任务。</p></section>");
    }

    private static String closed(Task task) {
        String words = switch (task.state()) {
            case "DONE" -> "已完成，辛苦了";
            case "SKIPPED" -> "已跳过";
            default -> "任务已结束";
        };
        return "<section><p>" + words + "</p></section>";
    }
}
