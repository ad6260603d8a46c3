package org.stackdeck.loadtest;

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

/** HTTP requests with the cookies of one browser session. */
final class WebSession {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI address;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    WebSession(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /** Signs in with the form of the sign-in page. */
    void signIn(String username, String password) throws IOException {
        Matcher token = CSRF.matcher(get("/login").body());
        if (!token.find()) {
            throw new IOException("the sign-in page contains no form");
        }
        String form =
                "_csrf=" + encode(token.group(1)) + "&username=" + encode(username) + "&password=" + encode(password);
        HttpResponse<String> response = post("/login", "application/x-www-form-urlencoded", form);
        String location = response.headers().firstValue("Location").orElse("");
        if (response.statusCode() != 302 || location.contains("login")) {
            throw new IOException("couldn't sign in as " + username + ": " + response.statusCode() + " " + location);
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(
                request(path).header("Accept", "text/html,application/json,*/*").GET());
    }

    HttpResponse<String> head(String path) throws IOException {
        return send(request(path).HEAD());
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException {
        return send(request(path)
                .header("Content-Type", type)
                .header("Origin", address.toString())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Opens a push connection. The caller must then call {@link PushSocket#read}. */
    PushSocket openPushConnection(String path, PushSocket.Receiver receiver) throws IOException {
        return PushSocket.open(address, path, cookieHeader(), receiver);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(REQUEST_TIMEOUT);
        return cookies.isEmpty() ? request : request.header("Cookie", cookieHeader());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::storeCookie);
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void storeCookie(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
