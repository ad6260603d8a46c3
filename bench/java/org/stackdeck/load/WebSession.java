package org.stackdeck.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser's cookies and what it asks with them. */
final class WebSession {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI console;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    WebSession(HttpClient http, URI console) {
        this.http = http;
        this.console = console;
    }

    /** By the form, as a person does it. */
    void signIn(String user, String password) throws IOException {
        Matcher token = CSRF.matcher(get("/login").body());
        if (!token.find()) {
            throw new IOException("the sign-in page has no form");
        }
        String form =
                "_csrf=" + encoded(token.group(1)) + "&username=" + encoded(user) + "&password=" + encoded(password);
        HttpResponse<String> answer = post("/login", "application/x-www-form-urlencoded", form);
        String where = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || where.contains("login")) {
            throw new IOException("signing in as " + user + ": " + answer.statusCode() + " " + where);
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(to(path).header("Accept", "text/html,application/json,*/*").GET());
    }

    HttpResponse<String> head(String path) throws IOException {
        return send(to(path).HEAD());
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException {
        return send(to(path).header("Content-Type", type)
                .header("Origin", console.toString())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A push connection; {@link PushSocket#read} is to be called next. */
    PushSocket push(String path, PushSocket.Receiver receiver) throws IOException {
        return PushSocket.open(console, path, cookie(), receiver);
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(console.resolve(path)).timeout(PATIENCE);
        return cookies.isEmpty() ? request : request.header("Cookie", cookie());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private String cookie() {
        return cookies.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
