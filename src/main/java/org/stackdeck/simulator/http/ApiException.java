package org.stackdeck.simulator.http;

/** Error response of a service. Each service formats this error differently. */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String message;

    public ApiException(int status, String text) {
        super(text, null, false, false);
        this.status = status;
        this.message = text;
    }

    public static ApiException badRequest(String text) {
        return new ApiException(400, text);
    }

    public static ApiException unauthorized() {
        return new ApiException(401, "The request you have made requires authentication.");
    }

    public static ApiException forbidden(String text) {
        return new ApiException(403, text);
    }

    public static ApiException notFound(String text) {
        return new ApiException(404, text);
    }

    public static ApiException conflict(String text) {
        return new ApiException(409, text);
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }
}
