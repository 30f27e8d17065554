package io.siyu.platform;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets nobody in who has not the right that the endpoint names, before anything of the request is read. */
@Configuration
class PermissionGate implements WebMvcConfigurer, HandlerInterceptor {

    private final CurrentOperator operator;

    PermissionGate(CurrentOperator operator) {
        this.operator = operator;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        RequiresPermission needed = handler instanceof HandlerMethod method ? neededFor(method) : null;
        if (needed != null
                && operator.find().filter(who -> who.may(needed.value())).isEmpty()) {
            throw new AccessDeniedException(needed.value());
        }
        return true;
    }

    /** What the method names, or else its controller. */
    static @Nullable RequiresPermission neededFor(HandlerMethod handler) {
        RequiresPermission own =
                AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequiresPermission.class);
        return own != null
                ? own
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequiresPermission.class);
    }
}
