package org.stackdeck.product;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Generates requests like those of attackers and faulty clients: each known kind once, and random combinations. */
final class HostileRequestGenerator {

    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "GET",
            "POST",
            "POST",
            "HEAD",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "CONNECT",
            "get",
            "X".repeat(200),
            "G\u00e9T",
            "PRI",
            "");

    private static final List<String> PATHS = List.of(
            "/",
            "/login",
            "/register",
            "/register?invitation=%00",
            "/register?invitation=" + "x".repeat(43),
            "/register?invitation=" + "%C3%A9".repeat(500),
            "/setup",
            "/reset",
            "/waiting",
            "/waiting/standing",
            "/password",
            "/factor",
            "/enrol",
            "/logout",
            "/login/passkey",
            "/passkey/options",
            "/servers",
            "/servers/" + "a".repeat(3000),
            "/nosuch/here",
            "/error",
            "/error?status=200",
            "/actuator",
            "/actuator/health",
            "/actuator/health/../env",
            "/actuator/health/db",
            "/frontend/icons/icons.svg",
            "/frontend/css/tokens.css",
            "/frontend/",
            "/frontend/none.css",
            "/frontend/..%2f..%2fapplication.yml",
            "/frontend/%00.css",
            "/frontend/css/%2e%2e/%2e%2e/application.yml",
            "/frontend/css\\tokens.css",
            "/aura/aura.css",
            "/aura/fonts/InstrumentSans/InstrumentSans.woff2",
            "/webjars/xterm/4.9.0/lib/xterm.js",
            "/VAADIN/build/none.js",
            "/VAADIN/../servers",
            "/VAADIN/push",
            "/VAADIN/push?v-r=push&v-uiId=0&v-pushId=x&X-Atmosphere-Transport=websocket",
            "/VAADIN/push?v-r=push&v-uiId=abc&X-Atmosphere-Transport=long-polling",
            "/VAADIN/push?X-Atmosphere-tracking-id=%00&X-Atmosphere-Framework=x&X-atmo-protocol=true",
            "/VAADIN/dynamic/resource/0/a/b",
            "/VAADIN/dynamic/resource/abc/%2e%2e/%00",
            "/VAADIN/dynamic/resource/99999999999999999999/a/b",
            "/?v-r=uidl&v-uiId=abc",
            "/?v-r=uidl&v-uiId=99999999999999999999",
            "/?v-r=uidl",
            "/?v-r=init&location=%00",
            "/?v-r=init&location=" + "a/".repeat(800),
            "/?v-r=init&query=%25zz&location=..%2f..",
            "/?v-r=dynamic",
            "/?v-r=heartbeat&v-uiId=abc",
            "/?v-r=push&v-uiId=0",
            "/?v-r=webcomponent-bootstrap",
            "/?v-r=hilla",
            "/?v-r=nonsense",
            "/?v-r=" + "x".repeat(2000),
            "/login?next=%2F..%2F%2Fx",
            "/login?next=//evil.example",
            "/login?next=%0d%0aSet-Cookie:x=y",
            "/login?next=%7B%7D%7Bx%7D",
            "/login?next=" + "%2Fa".repeat(400),
            "/login?next=/%25%00",
            "/login?%",
            "/login?%zz=%zz",
            "/login?a=%C3%28",
            "/login?=&&&=;",
            "/login?" + "a=b&".repeat(1500),
            "/login?" + "a".repeat(7000),
            "/login?locale=xx-yy-zz-%00",
            "/login;jsessionid=0",
            "/login;a=b;c",
            "//login",
            "/./login",
            "/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/%",
            "/%zz",
            "/%00",
            "/%c0%af",
            "/%ff%fe",
            "/%u0041",
            "/\u00ff\u00fe",
            "/a\u0000b",
            "/a b",
            "/{x}",
            "/a|b^c`",
            "/" + "%E4%B8%AD".repeat(100),
            "/" + "a/".repeat(2000),
            "/" + ";".repeat(1000),
            "/favicon.ico",
            "/sw.js",
            "/manifest.webmanifest",
            "/api",
            "/api/",
            "/api/?v-r=init",
            "/api/?v-r=dynamic",
            "/%61pi/x",
            "/api;x=y/..",
            "/api/auth/login",
            "/api/auth/register",
            "/api/auth/step-up",
            "/api/setup",
            "/api/openapi",
            "/api/openapi.yaml",
            "/api/os/servers",
            "/api/os/servers/%00",
            "/api/os/operations?limit=abc&state=%zz",
            "/api/admin/audit?from=%00&format=%zz",
            "/api/nosuch/",
            "*",
            "http://evil.example/login",
            "http://[/login",
            "login",
            "");

    private static final List<String> HEADERS = List.of(
            "Accept: application/xml",
            "Accept: */*;q=x",
            "Accept: ;;;,,,",
            "Accept: ,",
            "Content-Type: */*",
            "Content-Type: application/*+json",
            "Accept: text/html;charset=nonsense",
            "Accept: text/html;charset='utf-8'",
            "Accept: application/yaml\r\nAccept: text/html;charset='utf-8'",
            "Accept-Encoding: gzip\r\nAccept-Encoding: ;q=x",
            "Accept: application/json;charset='utf-8'",
            "Accept: application/json;charset=UTF-16",
            "Accept: text/html;x=\u0085",
            "Content-Type: a\u0085b",
            "Content-Type: application/json; x=\"\u009f\"",
            "Idempotency-Key: \u0090",
            "Accept: application/yaml",
            "Accept: " + "a/b,".repeat(500),
            "Accept: \u00ff/\u00fe",
            "Accept: text/html, application/json;q=0.000000000000000000000001",
            "Accept-Language: da,sv,nb,fi,de,fr,es,it,pt,nl,pl,cs",
            "Accept-Language: " + "xx-YY;q=0.1,".repeat(300),
            "Accept-Language: ;q=,,,-",
            "Accept-Language: *-*-*;q=9",
            "Accept-Language: en-\u00ff_%00",
            "Accept-Encoding: gzip;q=x, br, *;q=0",
            "Accept-Encoding: identity;q=0",
            "Accept-Encoding: gz\u0003p",
            "Accept-Charset: nonsense",
            "Range: bytes=0-0,5-9",
            "Range: bytes=9-1",
            "Range: bytes=" + "0-1,".repeat(1200) + "0-1",
            "Range: bytes=-0",
            "Range: bytes=99999999999999999999-",
            "Range: lines=1-2",
            "Range: bytes=,,,",
            "If-Range: \"x\"\r\nRange: bytes=0-1,3-4",
            "If-Modified-Since: yesterday",
            "If-Modified-Since: Thu, 99 Zzz 99999 99:99:99 GMT",
            "If-Unmodified-Since: 0",
            "If-None-Match: \"",
            "If-None-Match: W/*,*,\"\u00ff",
            "If-None-Match: " + "\"a\",".repeat(1000),
            "If-Match: *",
            "Cookie: =;;=;a",
            "Cookie: stackdeck-session=" + "x".repeat(3000),
            "Cookie: stackdeck-session=%00\u00ff",
            "Cookie: other=\u00e4\u00b8\u0080",
            "Cookie: stackdeck-csrf=\"; stackdeck-csrf=\u00fe",
            "Cookie: other=\u00e4\u00b8\u0080",
            "Cookie: stackdeck-csrf=x; stackdeck-claim=%zz; stackdeck-invitation=%00; stackdeck-language=%zz",
            "Cookie: " + "a=b; ".repeat(300),
            "Cookie: $Version=1; a=\"b\\\"; $Path=/",
            "Content-Type: nonsense",
            "Content-Type: text/html; charset=nonsense",
            "Content-Type: application/json; charset=\u00ff",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/x-www-form-urlencoded; charset=nonsense",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=" + "b".repeat(5000),
            "Content-Type: /;=",
            "Content-Encoding: gzip",
            "Expect: 100-continue",
            "Expect: the-impossible",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: !!!!",
            "Upgrade: websocket\r\nConnection: Upgrade",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: x",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: \u00ff\r\nOrigin: http://127.0.0.1",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: ://[\r\nSec-WebSocket-Extensions: ;=;permessage-deflate;a=\"",
            "Upgrade: TLS/1.0, x\r\nConnection: Upgrade",
            "Origin: null",
            "Origin: http://[::::]",
            "Origin: http://a:99999999999",
            "Origin: http://127.0.0.1:-1",
            "Origin: http://127.0.0.1:",
            "Origin: http://user:secret@127.0.0.1/path?query#fragment",
            "Origin: http://[::1%25eth0]:80",
            "Origin: http://%00:80",
            "Origin: " + "http://a,".repeat(300),
            "Sec-Fetch-Site: \u00ff",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document",
            "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: ",
            "Sec-Fetch-Site: " + "x".repeat(5000),
            "Forwarded: for=\"[;;\";proto=x;host=\u00ff",
            "X-Forwarded-For: not-an-address, ,,",
            "X-Forwarded-Proto: gopher",
            "X-Forwarded-Port: 99999999",
            "X-Forwarded-Host: [",
            "X-Forwarded-Prefix: //%00",
            "Authorization: Bearer",
            "Authorization: Bearer \u00ff",
            "Authorization: Bearer a.b.c",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
            "Authorization: Bearer " + "x".repeat(5000),
            "Authorization: Basic !!!",
            "Authorization: Digest username=\"",
            "Idempotency-Key: \u00ff",
            "X-HTTP-Method-Override: DELETE",
            "Content-Length: 5",
            "Content-Length: 0",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: 1\r\nContent-Length: 2",
            "Content-Length: abc",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 3",
            "Transfer-Encoding: nonsense",
            "Transfer-Encoding: gzip, chunked",
            "Trailer: x\r\nTE: trailers",
            "Host: evil.example",
            "Host: [",
            "Host: \u00ff",
            "Host: a:99999999",
            "Host: a:99999999999",
            "Host: a:-1",
            "Host: [::1]:99999999999",
            "Host: [::1%25eth0]",
            "Host: user:secret@a",
            "Referer: %zz",
            "Referer: http://a:99999999999/",
            "Referer: http://[::::]:80/\u00ff",
            "Referer: http://user:secret@[::1%25eth0]:/?#%",
            "Via: " + "x".repeat(7000),
            "X-Long: " + "x".repeat(20_000),
            "No colon here",
            ": no name",
            "Space : before the colon",
            "Folded: a\r\n b",
            "Nul: a\u0000b",
            "Bare: a\nb: c\rd");

    private static final List<String> BODIES = List.of(
            "",
            "",
            "{",
            "{}",
            "[]",
            "null",
            "{\"username\":\"a\",\"username\":\"b\",\"password\":\"c\"}",
            "{\"username\":null,\"password\":1e999}",
            "{\"username\":\"\\ud800\",\"password\":\"\\u0000\"}",
            "{\"username\":\"a\u0000\u00ff\"}",
            "[".repeat(5000),
            "username=%zz&password=%00&_csrf=%C3%28",
            "username=a&password=b&next=//x&_csrf=x",
            "%=%&&=;",
            "a=b&".repeat(1500),
            "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--b--\r\n",
            "--b\r\nContent-Disposition: form-data; filename=\"\u0000",
            "3\r\nabc\r\n0\r\n\r\n",
            "zz\r\nabc",
            "ffffffffffffffff\r\nabc",
            "0\r\nTrailer\r\n\r\n",
            "username: a\npassword: !!java.net.URL [x]\n",
            "\u00bfdnameaa",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            "\u0000".repeat(200),
            "{\"csrfToken\":\"x\",\"rpc\":[],\"syncId\":-1,\"clientId\":0}");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "text/plain",
            "application/yaml",
            "application/cbor",
            "application/xml");

    private static final List<String> REST = List.of(
            "/api/auth/logout",
            "/api/auth/totp",
            "/api/auth/totp/confirm",
            "/api/auth/step-up",
            "/api/os/servers",
            "/api/os/servers?cloud=%00",
            "/api/os/servers/%E4%B8%AD",
            "/api/os/servers/x/action",
            "/api/os/volumes",
            "/api/os/volumes/x/action",
            "/api/os/volumes/action",
            "/api/os/images/%00/action",
            "/api/os/floating-ips/x/action?cloud=%zz",
            "/api/os/servers/x/log?cloud=" + "x".repeat(2000),
            "/api/os/servers/x/activity",
            "/api/os/servers/x/console",
            "/api/os/servers/x/usage",
            "/api/os/servers/x/owner",
            "/api/os/servers/x/protection",
            "/api/os/servers/action",
            "/api/os/operations?limit=99999999999&state=NONE,,&own=maybe",
            "/api/os/operations?before=%00&limit=-1&action=%zz",
            "/api/os/operations/not-an-id",
            "/api/os/operations/00000000-0000-0000-0000-000000000000/again",
            "/api/os/projects",
            "/api/os/projects/x/limits",
            "/api/recipes",
            "/api/recipes/x",
            "/api/keys",
            "/api/keys/%00",
            "/api/access-requests",
            "/api/access-requests/x",
            "/api/admin/users",
            "/api/admin/users/%00/disable",
            "/api/admin/audit?from=x&result=x",
            "/api/admin/grants",
            "/api/admin/groups",
            "/api/admin/invitations",
            "/api/admin/settings/audit-retention/preview?days=x",
            "/api/openapi",
            "/api/nosuch");

    private static final List<String> REST_BODIES = List.of(
            "{\"action\":null}",
            "{\"action\":\"stop\",\"servers\":[null,\"\",\"x\"]}",
            "{\"action\":{\"a\":[]},\"servers\":\"x\"}",
            "{\"action\":\"resize\",\"flavor\":-1,\"servers\":[1e400]}",
            "{\"name\":\"\\u0000\\ud800\",\"project\":[],\"count\":99999999999}",
            "{\"name\":\"a\",\"publicKey\":\"ssh-rsa ////\"}",
            "{\"name\":\"a\",\"publicKey\":\"ssh-ed25519 AAAA\"}",
            "{\"cloud\":\"x\",\"servers\":[],\"permissions\":[null],\"duration\":\"P99999999999D\",\"reason\":null}",
            "{\"duration\":\"-PT1S\",\"reason\":\"\\u202e\"}",
            "{\"days\":1e9}",
            "{\"code\":\"\\u0000\",\"password\":[]}");

    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/9.9", "http/1.1", "");

    private static final String JSON = "Content-Type: application/json";

    private final RandomGenerator random;

    HostileRequestGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a request for each path, method, header, body and malformed request line. */
    static List<String> eachKind() {
        List<String> requests = new ArrayList<>();
        for (String path : PATHS) {
            requests.add(request("GET", path, "HTTP/1.1", List.of(), ""));
            requests.add(request("POST", path, "HTTP/1.1", List.of("Content-Length: 0"), ""));
        }
        for (String method : METHODS) {
            for (String path : List.of("/", "/login", "/error", "/api/auth/login", "/api/nosuch")) {
                requests.add(request(method, path, "HTTP/1.1", List.of(), ""));
            }
        }
        for (String header : HEADERS) {
            for (String path : List.of(
                    "/login",
                    "/nosuch",
                    "/frontend/icons/icons.svg",
                    "/aura/fonts/InstrumentSans/InstrumentSans.woff2",
                    "/api/os/servers",
                    "/VAADIN/push?v-r=push&v-uiId=0",
                    "/?v-r=init&location=")) {
                requests.add(request("GET", path, "HTTP/1.1", List.of(header), ""));
            }
            for (String path : List.of("/login", "/api/auth/login", "/?v-r=uidl&v-uiId=0")) {
                requests.add(request("POST", path, "HTTP/1.1", List.of(header), "{}"));
            }
        }
        for (String body : BODIES) {
            for (String type : TYPES) {
                for (String path : List.of("/login", "/api/auth/login", "/?v-r=uidl&v-uiId=0", "/passkey/options")) {
                    requests.add(
                            request("POST", path, "HTTP/1.1", List.of("Content-Type: " + type, length(body)), body));
                }
            }
        }
        for (String version : VERSIONS) {
            requests.add(request("GET", "/login", version, List.of(), ""));
        }
        requests.addAll(List.of(
                "\r\n\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET\r\n\r\n",
                "GET /login\r\n\r\n",
                "GET  /login  HTTP/1.1\r\n\r\n",
                "GET /login HTTP/1.1\r\n\r\n",
                "GET /login HTTP/1.1\nHost: x\n\n",
                "GET /login HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "\u0000".repeat(300)));
        return requests;
    }

    /** Returns a request for each REST path with each method and each body. */
    static List<String> eachRestCall() {
        List<String> requests = new ArrayList<>();
        for (String path : REST) {
            for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
                requests.add(request(method, path, "HTTP/1.1", List.of(), ""));
            }
            for (List<String> bodies : List.of(BODIES, REST_BODIES)) {
                for (String body : bodies) {
                    requests.add(request("POST", path, "HTTP/1.1", List.of(JSON, length(body)), body));
                    requests.add(request("PUT", path, "HTTP/1.1", List.of(JSON, length(body)), body));
                }
            }
        }
        for (String header : HEADERS) {
            requests.add(request("GET", "/api/os/servers", "HTTP/1.1", List.of(header), ""));
            requests.add(request("GET", "/api/os/operations", "HTTP/1.1", List.of(header), ""));
        }
        return requests;
    }

    String nextRestCall() {
        String body = random.nextBoolean() ? of(BODIES) : of(REST_BODIES);
        List<String> headers = List.of(random.nextInt(4) > 0 ? JSON : of(HEADERS), length(body), of(HEADERS));
        String whole = request(of(METHODS), of(REST), "HTTP/1.1", headers, body);
        return random.nextInt(10) == 0 ? mutated(whole) : whole;
    }

    String next() {
        List<String> headers = new ArrayList<>();
        String body = random.nextBoolean() ? "" : of(BODIES);
        if (!body.isEmpty() && random.nextInt(4) > 0) {
            headers.add("Content-Type: " + of(TYPES));
        }
        if (!body.isEmpty() && random.nextInt(4) > 0) {
            headers.add(length(body));
        }
        for (int more = random.nextInt(4); more > 0; more--) {
            headers.add(of(HEADERS));
        }
        String whole = request(of(METHODS), of(PATHS), of(VERSIONS), headers, body);
        return random.nextInt(10) == 0 ? mutated(whole) : whole;
    }

    /** Returns the request with some characters replaced, and possibly truncated. */
    private String mutated(String request) {
        StringBuilder changed = new StringBuilder(request);
        for (int i = random.nextInt(5); i >= 0; i--) {
            changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(256));
        }
        if (random.nextInt(3) == 0) {
            changed.setLength(random.nextInt(changed.length()) + 1);
        }
        return changed.toString();
    }

    private String of(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String length(String body) {
        return "Content-Length: " + body.length();
    }

    private static String request(String method, String path, String version, List<String> headers, String body) {
        StringBuilder request = new StringBuilder(method + " " + path + " " + version + "\r\n");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: 127.0.0.1\r\n");
        }
        headers.forEach(header -> request.append(header).append("\r\n"));
        if (headers.stream().noneMatch(header -> header.contains("Connection:"))) {
            request.append("Connection: close\r\n");
        }
        return request.append("\r\n").append(body).toString();
    }
}
