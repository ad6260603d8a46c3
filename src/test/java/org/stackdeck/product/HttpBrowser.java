package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Client that acts as a browser without scripts: loads pages, submits forms and keeps cookies. */
final class HttpBrowser implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies;
    private final Map<String, String> headers = new HashMap<>();
    private final HttpClient client;

    HttpBrowser(String base) {
        this(base, HttpClient.newBuilder());
    }

    /** Creates a browser with the TLS settings of the builder. */
    HttpBrowser(String base, HttpClient.Builder builder) {
        this(base, builder, new CookieManager());
    }

    private HttpBrowser(String base, HttpClient.Builder builder, CookieManager cookies) {
        this.base = base;
        this.cookies = cookies;
        this.client = builder.version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .build();
    }

    /** Returns a browser with the same cookies at another node, as behind a load balancer. */
    HttpBrowser movedTo(String otherBase) {
        return new HttpBrowser(otherBase, HttpClient.newBuilder(), cookies);
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** Fills in and submits the form of a page. */
    HttpResponse<String> submitForm(String path, Map<String, String> fields) {
        return post(path, formToken(path), fields);
    }

    HttpResponse<String> post(String path, String token, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encoded(token) + "&", ""));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends a JSON message, as the script of a page does. */
    HttpResponse<String> postJson(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Opens a WebSocket with the cookies and the origin of a page. */
    WebSocket openWebSocket(String path, WebSocket.Listener listener) {
        return client.newWebSocketBuilder()
                .header("Origin", base)
                .buildAsync(URI.create(base.replaceFirst("^http", "ws") + path), listener)
                .join();
    }

    HttpResponse<String> signIn(String user) {
        return submitForm("/login", Map.of("username", user, "password", StackdeckProcess.PASSWORD));
    }

    /** Adds a request header to all further requests. */
    HttpBrowser withHeader(String header, String value) {
        headers.put(header, value);
        return this;
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Sets the cookie, as a sibling domain could. */
    void setCookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(base), cookie);
    }

    String formToken(String path) {
        Matcher token = CSRF.matcher(get(path).body());
        if (!token.find()) {
            throw new AssertionError("no form at " + path);
        }
        return token.group(1);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html");
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
