package org.stackdeck.simulator.http;

/** Error response of a service. Each service formats it differently. */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String message;

    public ApiException(int status, String words) {
        super(words, null, false, false);
        this.status = status;
        this.message = words;
    }

    public static ApiException badRequest(String words) {
        return new ApiException(400, words);
    }

    public static ApiException unauthorized() {
        return new ApiException(401, "The request you have made requires authentication.");
    }

    public static ApiException forbidden(String words) {
        return new ApiException(403, words);
    }

    public static ApiException notFound(String words) {
        return new ApiException(404, words);
    }

    public static ApiException conflict(String words) {
        return new ApiException(409, words);
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }
}
