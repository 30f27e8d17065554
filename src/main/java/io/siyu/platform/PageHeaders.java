package io.siyu.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/** What browsers are told to refuse, for every answer that does not say it more narrowly itself (the landing and task pages do). */
final class PageHeaders implements HeaderWriter {

    private static final String POLICY = "Content-Security-Policy";

    /**
     * Scripts come from our own files only. Styles may also stand in elements: Element Plus places its poppers, tables and
     * dialogs by {@code style} attributes that Vue sets, and those have no nonce. Pictures of customers and goods come from WeChat's
     * and the brand's own hosts.
     */
    private static final String CONTENT = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob: http: https:; font-src 'self' data:; connect-src 'self'; frame-src 'self';"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

    /** The side bar stands in a frame of WeChat Work's window, and of the guide's phone in the sandbox. */
    private static final String WECHAT_WORK = "'self' https://work.weixin.qq.com https://*.work.weixin.qq.com";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        boolean sideBar = request.getRequestURI().startsWith(request.getContextPath() + "/staff/");
        if (!response.containsHeader(POLICY)) {
            response.setHeader(POLICY, CONTENT + (sideBar ? WECHAT_WORK : "'none'"));
        }
        // Older browsers know only this one, and it cannot name WeChat Work.
        if (!sideBar) {
            set(response, "X-Frame-Options", "DENY");
        }
        set(response, "Referrer-Policy", "strict-origin-when-cross-origin");
        set(response, "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        set(response, "Cross-Origin-Opener-Policy", "same-origin");
    }

    private static void set(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }
}
