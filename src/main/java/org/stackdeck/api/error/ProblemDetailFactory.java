package org.stackdeck.api.error;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Creates problem documents (RFC 9457): title and detail in the request's language, and a language-independent {@code
 * code} for programs.
 */
@Component
public class ProblemDetailFactory {

    private final MessageSource texts;
    private final LocaleResolver locales;

    public ProblemDetailFactory(MessageSource texts, LocaleResolver locales) {
        this.texts = texts;
        this.locales = locales;
    }

    public ProblemDetail create(HttpServletRequest request, HttpStatusCode status, String code, Object... arguments) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, texts.getMessage("api.problem." + code, arguments, locales.resolveLocale(request)));
        problem.setTitle(title(request, status));
        problem.setInstance(URI.create(request.getRequestURI()));
        problem.setProperty("code", code);
        return problem;
    }

    public ProblemDetail create(HttpServletRequest request, ProblemException problem) {
        ProblemDetail document = create(request, problem.status(), problem.code(), problem.arguments());
        problem.properties().forEach(document::setProperty);
        return document;
    }

    public ResponseEntity<ProblemDetail> toResponse(HttpServletRequest request, ProblemException problem) {
        return toResponse(create(request, problem), problem.headers());
    }

    public static ResponseEntity<ProblemDetail> toResponse(ProblemDetail document, HttpHeaders headers) {
        return ResponseEntity.status(document.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(document);
    }

    /** Returns the translated text, or {@code otherwise} if the key is unknown. */
    public String text(HttpServletRequest request, String key, String otherwise, Object... arguments) {
        String text = texts.getMessage(key, arguments, otherwise, locales.resolveLocale(request));
        return text == null ? otherwise : text;
    }

    private String title(HttpServletRequest request, HttpStatusCode status) {
        return text(request, "api.title." + status.value(), "HTTP " + status.value());
    }
}
