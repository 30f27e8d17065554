package io.siyu.people.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who a console request comes from. The session holds no more than the user and the version of the password; everything else is read
 * for every request, so a disabled user or a changed role counts at once. Left alone it runs out after {@code siyu.session.idle}, and
 * after {@code siyu.session.absolute} in any case; both by the wall's clock, which a sandbox does not move.
 */
@Component
public class ConsoleSessions implements SecurityContextRepository {

    private static final String USER = "siyu.user";
    private static final String PASSWORD_VERSION = "siyu.password-version";
    /** Under this name Spring Session indexes sessions by their user. */
    private static final String INDEXED_NAME =
            "org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME";

    private final Operators operators;
    private final OpenSessions open;
    private final Duration longest;

    ConsoleSessions(Operators operators, OpenSessions open, @Value("${siyu.session.absolute:7d}") Duration longest) {
        this.operators = operators;
        this.open = open;
        this.longest = longest;
    }

    /** Ends whatever session the browser had and begins one under a new id, so that a planted id is worth nothing. */
    void begin(HttpServletRequest request, Operators.Account account) {
        end(request);
        HttpSession session = request.getSession(true);
        session.setAttribute(USER, account.id());
        session.setAttribute(PASSWORD_VERSION, account.passwordVersion());
        session.setAttribute(INDEXED_NAME, account.username());
        open.begun(session.getId(), account.id(), Caller.of(request));
        load(session).ifPresent(SecurityContextHolder::setContext);
    }

    void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            open.end(session.getId());
            session.invalidate();
        }
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Loading(() -> load(request));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /** Nothing to save: the session was written at sign-in. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(USER) != null;
    }

    private SecurityContext load(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return (session == null ? Optional.<SecurityContext>empty() : load(session))
                .orElseGet(SecurityContextHolder::createEmptyContext);
    }

    private Optional<SecurityContext> load(HttpSession session) {
        if (session.getAttribute(USER) instanceof Long userId
                && session.getAttribute(PASSWORD_VERSION) instanceof Integer version
                && session.getLastAccessedTime() - session.getCreationTime() <= longest.toMillis()) {
            return operators
                    .bySession(session.getId(), userId, version)
                    .map(ConsoleAuthentication::new)
                    .map(SecurityContextImpl::new);
        }
        return Optional.empty();
    }

    private static final class Loading implements DeferredSecurityContext {

        private final Supplier<SecurityContext> load;
        private volatile boolean generated;

        Loading(Supplier<SecurityContext> load) {
            this.load = org.springframework.util.function.SingletonSupplier.of(load);
        }

        @Override
        public SecurityContext get() {
            SecurityContext context = load.get();
            generated = context.getAuthentication() == null;
            return context;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
