package org.stackdeck.simulator;

/** Error response of a service. Each service formats it differently. */
class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String words;

    Refusal(int status, String words) {
        super(words, null, false, false);
        this.status = status;
        this.words = words;
    }

    static Refusal badRequest(String words) {
        return new Refusal(400, words);
    }

    static Refusal unauthorized() {
        return new Refusal(401, "The request you have made requires authentication.");
    }

    static Refusal forbidden(String words) {
        return new Refusal(403, words);
    }

    static Refusal notFound(String words) {
        return new Refusal(404, words);
    }

    static Refusal conflict(String words) {
        return new Refusal(409, words);
    }

    int status() {
        return status;
    }

    String words() {
        return words;
    }
}
