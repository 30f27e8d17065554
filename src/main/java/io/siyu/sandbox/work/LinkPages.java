package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Fault;
import io.siyu.sandbox.wire.PlatformArea;
import io.siyu.sandbox.wire.Reply;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Where acquisition links lead in a browser that is not WeChat's. The sandbox's phones read the address and never ask for the page. */
@Component
@InSandbox
class LinkPages implements PlatformArea {

    private static final String PATH = "/ca/";
    private static final String HTML = "text/html; charset=UTF-8";

    private final AcquisitionLinks links;

    LinkPages(AcquisitionLinks links) {
        this.links = links;
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith(PATH);
    }

    @Override
    public Reply answer(Call call) {
        return links.find(call.path().substring(PATH.length()))
                .filter(link -> !link.users().isEmpty())
                .map(link -> Reply.text(200, HTML, page(link.name(), "真实的链接在这里唤起微信，添加导购。沙箱里没有微信：请在沙箱的顾客手机里打开这个链接。")))
                .orElseGet(() -> Reply.text(404, HTML, page("获客链接", "这个获客链接不存在，或已被删除。")));
    }

    @Override
    public Reply refusal(Call call, Fault fault) {
        return Reply.text(503, HTML, page("获客链接", "暂时打不开，请稍后再试。"));
    }

    private static String page(String title, String words) {
        return """
                <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width,initial-scale=1"><title>%1$s</title>
                <style>body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;background:#f3f6f4;
                font:16px/1.7 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;color:#1d2129}
                main{max-width:320px;padding:28px 24px;border-radius:12px;background:#fff;text-align:center}
                h1{margin:0 0 8px;font-size:20px}p{margin:0;color:#5c6670;font-size:14px}</style></head>
                <body><main><h1>%1$s</h1><p>%2$s</p></main></body></html>""".formatted(HtmlUtils.htmlEscape(title), words);
    }
}
