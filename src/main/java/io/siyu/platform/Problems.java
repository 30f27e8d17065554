package io.siyu.platform;

import io.siyu.shared.DomainException;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every refusal as RFC 9457 problem detail: {@code code} is stable, {@code detail} is a sentence for people in the language of the
 * request, {@code field} names what to mend, {@code errors} lists several.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** Where Tomcat says what is wrong with a form. */
    private static final String FORMS = FileUploadException.class.getPackageName();

    private static final Object[] NOTHING = {};

    private final MessageSource texts;

    Problems(MessageSource texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(DomainException refusal, Locale locale) {
        String detail = text(refusal.code(), refusal.arguments().toArray(), locale);
        ResponseEntity<ProblemDetail> answer =
                answer(statusOf(refusal.kind()), refusal.code(), detail, refusal.field());
        Duration wait = refusal.retryAfter();
        return wait == null
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, (wait.toMillis() + 999) / 1000)))
                        .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> denied(AccessDeniedException denied, Locale locale) {
        String code = denied instanceof CsrfException ? "request.forged" : "request.forbidden";
        return answer(HttpStatus.FORBIDDEN, code, text(code, NOTHING, locale), null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unauthenticated(AuthenticationException unauthenticated, Locale locale) {
        String code = "request.unauthenticated";
        return answer(HttpStatus.UNAUTHORIZED, code, text(code, NOTHING, locale), null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> violated(ConstraintViolationException violation, Locale locale) {
        List<FaultyFields.Fault> errors = violation.getConstraintViolations().stream()
                .map(one -> new FaultyFields.Fault(lastOf(one.getPropertyPath().toString()), one.getMessage()))
                .toList();
        return invalid(errors, locale);
    }

    /** Parameters that are no UTF-8: Tomcat says so when the first one is asked for. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> garbled(InvalidParameterException garbled, Locale locale) {
        return answer(HttpStatus.BAD_REQUEST, "request.invalid", text("request.invalid", NOTHING, locale), null);
    }

    /** A form that ends in the middle, a file whose name no file can have: theirs. That we could not keep it is ours. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> garbled(MultipartException garbled, Locale locale) {
        boolean theirs =
                garbled.getMostSpecificCause().getClass().getPackageName().startsWith(FORMS);
        return theirs
                ? answer(HttpStatus.BAD_REQUEST, "request.invalid", text("request.form_garbled", NOTHING, locale), null)
                : unexpected(garbled, locale);
    }

    /** What the database would not take although nobody had refused it before: somebody else was quicker, or a rule is missing. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unstorable(DataAccessException failure, Locale locale) {
        String state = failure.getRootCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
        boolean quicker = state.startsWith("23") || failure instanceof ConcurrencyFailureException;
        if (!quicker && !state.startsWith("22")) {
            return unexpected(failure, locale);
        }
        log.warn("The database refused what a request wanted to store", failure);
        String code = quicker ? "request.overtaken" : "request.unstorable";
        HttpStatus status = quicker ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST;
        return answer(status, code, text(code, NOTHING, locale), null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception failure, Locale locale) {
        log.error("A request failed unexpectedly", failure);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR, "request.failed", text("request.failed", NOTHING, locale), null);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Optional<FieldError> unread = exception.getBindingResult().getFieldErrors().stream()
                .filter(FieldError::isBindingFailure)
                .findFirst();
        if (unread.isPresent()) {
            return unreadable(unread.get().getField());
        }
        List<FaultyFields.Fault> errors = exception.getBindingResult().getFieldErrors().stream()
                .map(FaultyFields::of)
                .toList();
        return whole(invalid(errors, LocaleContextHolder.getLocale()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return whole(invalid(FaultyFields.of(exception), LocaleContextHolder.getLocale()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return unreadable(FaultyFields.of(exception));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return unreadable(exception.getPropertyName());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return unreadable(exception.getParameterName());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return unreadable(exception instanceof MissingRequestHeaderException missing ? missing.getHeaderName() : null);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String code = status.is4xxClientError() ? "request.invalid_" + status.value() : "request.failed";
        String known = text(code, NOTHING, LocaleContextHolder.getLocale());
        String detail = known.equals(code) ? text("request.invalid", NOTHING, LocaleContextHolder.getLocale()) : known;
        ResponseEntity<ProblemDetail> answer = answer(status, code, detail, null);
        return new ResponseEntity<>(answer.getBody(), headers, status);
    }

    private ResponseEntity<Object> unreadable(@Nullable String field) {
        String sentence = field == null ? "request.invalid" : "request.field_unreadable";
        String detail = text(sentence, NOTHING, LocaleContextHolder.getLocale());
        return whole(answer(HttpStatus.BAD_REQUEST, "request.invalid", detail, field));
    }

    private static ResponseEntity<Object> whole(ResponseEntity<ProblemDetail> answer) {
        return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
    }

    private ResponseEntity<ProblemDetail> invalid(List<FaultyFields.Fault> errors, Locale locale) {
        String field = errors.isEmpty() ? null : errors.getFirst().field();
        String detail = errors.isEmpty()
                ? text("request.invalid", NOTHING, locale)
                : errors.getFirst().message();
        ResponseEntity<ProblemDetail> answer = answer(HttpStatus.BAD_REQUEST, "request.invalid", detail, field);
        ProblemDetail problem = answer.getBody();
        if (problem != null) {
            problem.setProperty("errors", errors);
        }
        return answer;
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpStatusCode status, String code, String detail, @Nullable String field) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        if (field != null && !field.isEmpty()) {
            problem.setProperty("field", field);
        }
        return ResponseEntity.status(status).body(problem);
    }

    private String text(String code, Object[] arguments, Locale locale) {
        String found = texts.getMessage(code, arguments, code, locale);
        return found == null ? code : found;
    }

    private static HttpStatus statusOf(DomainException.Kind kind) {
        return STATUS.getOrDefault(kind, HttpStatus.BAD_REQUEST);
    }

    private static final Map<DomainException.Kind, HttpStatus> STATUS = Map.of(
            DomainException.Kind.INVALID, HttpStatus.BAD_REQUEST,
            DomainException.Kind.NOT_FOUND, HttpStatus.NOT_FOUND,
            DomainException.Kind.FORBIDDEN, HttpStatus.FORBIDDEN,
            DomainException.Kind.CONFLICT, HttpStatus.CONFLICT,
            DomainException.Kind.MISMATCH, HttpStatus.UNPROCESSABLE_CONTENT,
            DomainException.Kind.TOO_MANY, HttpStatus.TOO_MANY_REQUESTS,
            DomainException.Kind.UPSTREAM, HttpStatus.BAD_GATEWAY);

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
