package org.stackdeck.api.error;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.web.RequestBodyBudget;

/**
 * Reads request bodies of the REST API into memory and rejects bodies that are too large. Runs after authorization.
 * Callers without a token can therefore send bodies only to public endpoints, with a smaller limit. Does not apply to
 * the data of images, which is streamed.
 */
public class RequestBodyLimitFilter extends OncePerRequestFilter {

    /**
     * Maximum size in bytes. The largest request is a launch: 48 KiB of user data, JSON escape characters, and the
     * other fields.
     */
    public static final int MAX_BODY_SIZE = 128 * 1024;

    private final SecurityErrorHandler handler;
    private final RequestBodyBudget budget;

    public RequestBodyLimitFilter(SecurityErrorHandler handler, RequestBodyBudget budget) {
        this.handler = handler;
        this.budget = budget;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpRequestPath.isApi(request) || HttpRequestPath.isImageUpload(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int max = request.getUserPrincipal() == null ? RequestBodyBudget.SMALL_BODY_SIZE : MAX_BODY_SIZE;
        long length = request.getContentLengthLong();
        if (length > max) {
            handler.write(HttpStatus.CONTENT_TOO_LARGE, "http-413", request, response);
            return;
        }
        // Reserves the maximum size for a body whose length is not declared.
        long reserved = length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null ? max : length;
        String address = request.getRemoteAddr();
        String session = Objects.requireNonNullElse(request.getRemoteUser(), "");
        if (!budget.reserve(reserved, address, session)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            handler.write(HttpStatus.SERVICE_UNAVAILABLE, "http-503", request, response);
            return;
        }
        try {
            byte[] body = request.getInputStream().readNBytes(max + 1);
            if (body.length > max) {
                handler.write(HttpStatus.CONTENT_TOO_LARGE, "http-413", request, response);
                return;
            }
            chain.doFilter(new BufferedRequest(request, body), response);
        } finally {
            budget.release(reserved, address, session);
        }
    }

    private static class BufferedRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        BufferedRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new BufferedServletInputStream(new ByteArrayInputStream(body));
        }
    }

    private static class BufferedServletInputStream extends ServletInputStream {

        private final ByteArrayInputStream body;

        BufferedServletInputStream(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return body.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is already read");
        }
    }
}
