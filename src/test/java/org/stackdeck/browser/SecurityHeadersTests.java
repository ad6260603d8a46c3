package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.sun.net.httpserver.HttpServer;
import com.vaadin.flow.router.Route;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.product.RawHttp;

/**
 * Checks that every response of the running product has its content security policy and the other security headers, and
 * that no script that is injected into a page runs. Finds new routes, endpoints and files automatically.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityHeadersTests {

    private static final String POLICY_WITHOUT_PAGE = "default-src 'none'; frame-ancestors 'none'";
    private static final Set<String> SIGN_IN_PAGES = Set.of(
            "/login",
            "/login/passkey",
            "/factor",
            "/enrol",
            "/register",
            "/setup",
            "/waiting",
            "/reset",
            "/password",
            "/page-closed");

    private static final String INJECT = """
            () => {
              const script = document.createElement("script");
              script.textContent = "window.injected = true";
              document.body.append(script);
              return window.injected === undefined;
            }
            """;

    private static final String INLINE_SCRIPT = "<script>window.injected = true</script>";

    private HttpServer proxy;
    private SimulatedStackdeck world;
    private Page page;
    private final List<Response> responses = new ArrayList<>();
    private String server = "";

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            byte[] screen = "<!doctype html><h1>A screen</h1>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, screen.length);
            exchange.getResponseBody().write(screen);
            exchange.close();
        });
        proxy.start();
        world = SimulatedStackdeck.start(
                directory, Map.of("STACKDECK_CONSOLE_ORIGINS", "http://" + proxyHost() + ",ws://" + proxyHost()));
        world.member("mia", "operator");
        server = world.serverFor("stop", "staff");
        page = world.anonymousPage(Look.USUAL);
        page.onResponse(response -> {
            if (response.url().startsWith(world.console().url())) {
                responses.add(response);
            }
        });
        new SignInPageObject(page).signIn("root");
    }

    @AfterAll
    void close() {
        proxy.stop(0);
        world.close();
    }

    @Test
    void everyEndpointSendsTheHeadersWithAndWithoutASession() {
        String session = page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("stackdeck-session"))
                .map((Cookie cookie) -> cookie.value)
                .findFirst()
                .orElseThrow();
        String token = Objects.requireNonNull(world.root()
                .get("/api/auth/me")
                .response()
                .request()
                .headers()
                .firstValue("Authorization")
                .orElse(null));
        Set<String> endpoints = endpoints();
        assertThat(endpoints)
                .contains("GET /login", "POST /login", "GET /api/os/servers")
                .hasSizeGreaterThan(80);
        for (String endpoint : endpoints) {
            check(endpoint, send(endpoint));
            if (endpoint.startsWith("GET ")) {
                check(endpoint, send(endpoint, "Authorization: " + token));
                check(endpoint, send(endpoint, "Cookie: stackdeck-session=" + session));
            }
        }
    }

    @Test
    void everyRouteAndEveryStaticFileSendsTheHeaders() throws IOException {
        String session = cookies();
        for (String path : routes()) {
            check("GET " + path, send("GET " + path));
            RawHttp.Head signedIn = send("GET " + path, session);
            assertThat(signedIn.status()).as(path).isEqualTo(200);
            check("GET " + path, signedIn);
        }
        for (String path : staticFiles()) {
            RawHttp.Head file = send("GET " + path);
            assertThat(file.status()).as(path).isEqualTo(200);
            check("GET " + path, file);
        }
    }

    @Test
    void requestsOfAPageAndErrorsSendTheHeaders() {
        String session = cookies();
        for (String request : List.of(
                "GET /?v-r=init&location=servers&query=",
                "POST /?v-r=uidl&v-uiId=0",
                "POST /?v-r=heartbeat&v-uiId=0",
                "POST /?v-r=unload",
                "GET /?v-r=webcomponent-bootstrap",
                "GET /VAADIN/push?v-r=push&v-uiId=0&v-pushId=x&X-Atmosphere-Transport=long-polling",
                "GET /VAADIN/dynamic/resource/0/a/b",
                "POST /VAADIN/dynamic/resource/0/a/upload",
                "GET /nosuch/page",
                "GET /frontend/none.css",
                "GET /error",
                "GET /actuator/health",
                "GET /actuator/env",
                "GET /api/nosuch",
                "GET /api//os/servers",
                "GET /login/..;/servers",
                "GET //evil.example",
                "PUT /login",
                "OPTIONS /servers",
                "HEAD /servers",
                "TRACE /servers",
                "PROPFIND /servers",
                "GET /servers?q=" + "x".repeat(3_000),
                "GET /servers?q=" + "x".repeat(60_000),
                "GET /a b",
                "GET /%zz",
                "GET /a%2fb",
                "GET /../../x",
                "GET *")) {
            check(request, send(request));
            check(request, send(request, session));
        }
        // Tomcat rejects these requests before it maps the path. The responses have the same headers as a page.
        check("GET /unmapped", send("GET /servers", "No colon"));
        check("GET /unmapped", send("GET /servers", "Host: a b"));
        check("GET /servers", send("GET /servers", "Accept-Language: " + "a,".repeat(11) + "a"));
        check("POST /unmapped", send("POST /login", "Content-Length: -1"));
        check("POST /unmapped", send("POST /login", "Transfer-Encoding: unknown"));
        check("POST /unmapped", send("POST /login", "Expect: unknown"));
        check("GET /servers", send("GET /frontend/icons/icons.svg", "Range: bytes=900000-"));
    }

    @Test
    void noPageReportsAViolationAndNoInjectedScriptRuns() {
        for (String path : routes()) {
            open(path);
            assertThat(world.violations()).as(path).isEmpty();
            assertThat(page.evaluate(INJECT))
                    .as("no injected script runs on %s", path)
                    .isEqualTo(true);
            assertThat(world.violations())
                    .as("the injection on %s is reported", path)
                    .isNotEmpty();
            world.violations().clear();
        }
    }

    /** One path of each kind: all routes have the same document, and another test compares the headers of all. */
    @ParameterizedTest
    @ValueSource(strings = {"/servers", "/login", "/api/os/servers"})
    void inlineScriptAddedInTransitDoesNotRun(String path) {
        Page changed = page.context().newPage();
        changed.route("**" + path, route -> {
            APIResponse response = route.fetch();
            String body = response.text();
            String with = body.contains("</head>")
                    ? body.replace("</head>", INLINE_SCRIPT + "</head>")
                    : body + INLINE_SCRIPT;
            route.fulfill(new FulfillOptions().setResponse(response).setBody(with));
        });
        changed.navigate(path);
        assertThat(changed.content()).as(path).contains("window.injected");
        assertThat(changed.evaluate("() => window.injected === undefined"))
                .as(path)
                .isEqualTo(true);
        changed.close();
        world.violations().clear();
    }

    @Test
    void everyResponseThatABrowserReceivesCarriesThePolicy() {
        page.navigate("/servers");
        page.locator("[data-menu]:visible").first().click();
        page.getByRole(AriaRole.MENU).first().waitFor();
        page.keyboard().press("Escape");
        page.waitForResponse(
                response -> response.url().contains("v-r=uidl"), () -> new ServersPageObject(page).search("web"));
        for (String tab : List.of("activity", "console", "log", "network", "volumes", "metadata", "usage")) {
            open(serverPath() + "/" + tab);
        }
        page.navigate("/admin/audit");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Export"))
                .click();
        Download download =
                page.waitForDownload(() -> page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("CSV"))
                        .click());
        assertThat(download.url()).contains("/VAADIN/");
        assertThat(world.violations()).isEmpty();
        assertThat(responses)
                .extracting(Response::url)
                .anyMatch(url -> url.contains("v-r=init"))
                .anyMatch(url -> url.contains("v-r=uidl"));
        for (Response response : responses) {
            assertThat(response.headers().get("content-security-policy"))
                    .as(response.url())
                    .contains("frame-ancestors 'none'");
            assertThat(response.headers().get("x-frame-options"))
                    .as(response.url())
                    .isEqualTo("DENY");
        }
    }

    @Test
    void theLongestSearchSurvivesAReloadAndALongerAddressIsRejected() {
        String longest = "服".repeat(200);
        page.navigate("/servers");
        new ServersPageObject(page).search(longest);
        page.waitForURL(url -> url.length() > 1_800);
        page.reload();
        assertThat(page.getByLabel("Filter servers", new Page.GetByLabelOptions().setExact(true)))
                .hasValue(longest);
        assertThat(page.getByText("Connection to Stackdeck lost")).hasCount(0);

        Response tooLong = page.navigate("/servers?q=" + "x".repeat(2_100));
        assertThat(tooLong.status()).isEqualTo(414);
        assertThat(page.getByText("The URL is too long")).isVisible();
    }

    private String proxyHost() {
        return "127.0.0.1:" + proxy.getAddress().getPort();
    }

    @Test
    void aConfiguredConsoleProxyIsShownInAFrameAndATerminalStarts() {
        open(serverPath() + "/console");
        page.evaluate("() => document.body.append(document.createElement('sd-console'))");
        page.evaluate(
                "address => document.querySelector('body > sd-console').frame(address)",
                "http://" + proxyHost() + "/vnc.html");
        assertThat(page.frameLocator("body > sd-console iframe").getByText("A screen"))
                .isVisible();
        page.evaluate(
                "address => document.querySelector('body > sd-console').terminal(address)",
                "ws://" + proxyHost() + "/");
        assertThat(page.locator("body > sd-console .xterm-rows")).isVisible();
        assertThat(world.violations()).isEmpty();
    }

    private void open(String path) {
        page.navigate(path);
        page.locator("h1, h2").first().waitFor();
    }

    private RawHttp.Head send(String request, String... headers) {
        List<String> head = new ArrayList<>(List.of(request + " HTTP/1.1"));
        head.addAll(Arrays.asList(headers));
        return RawHttp.head(world.console().port(), head.toArray(String[]::new));
    }

    private String cookies() {
        return page.context().cookies().stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; ", "Cookie: ", ""));
    }

    private static void check(String request, RawHttp.Head response) {
        String path = request.substring(request.indexOf(' ') + 1);
        assertThat(response.all("Content-Security-Policy"))
                .as(request)
                .singleElement()
                .satisfies(policy -> {
                    if (path.startsWith("/api/") || path.matches("/(aura|frontend)/.*\\.(css|js|woff2)")) {
                        assertThat(policy).isEqualTo(POLICY_WITHOUT_PAGE);
                    } else if (SIGN_IN_PAGES.contains(path.split("\\?", 2)[0])) {
                        assertThat(policy)
                                .startsWith("default-src 'none'; script-src 'self'; ")
                                .doesNotContain("unsafe");
                    } else {
                        assertThat(policy)
                                .containsPattern("script-src 'self' 'unsafe-eval' 'nonce-[A-Za-z0-9+/]{24}';")
                                .contains("object-src 'none'", "frame-ancestors 'none'");
                    }
                });
        assertThat(response.all("X-Content-Type-Options")).as(request).containsExactly("nosniff");
        assertThat(response.all("X-Frame-Options")).as(request).containsExactly("DENY");
        assertThat(response.all("Cross-Origin-Opener-Policy")).as(request).containsExactly("same-origin");
        assertThat(response.all("Permissions-Policy")).as(request).hasSize(1);
        assertThat(response.all("Referrer-Policy"))
                .as(request)
                .containsExactly(path.startsWith("/api/") ? "no-referrer" : "same-origin");
    }

    /** Returns every route with values for its required parameters. */
    private Set<String> routes() {
        Set<String> routes = classes(Route.class)
                .map(type -> "/" + type.getAnnotation(Route.class).value())
                .map(route -> route.replaceAll("/:[a-z]+\\?(\\([^)]*\\))?", ""))
                .map(route -> route.replaceFirst(":kind\\([^)]*\\)", "volumes"))
                .map(route -> route.replace("/servers/:cloud/:id", serverPath()).replace(":name", "mia"))
                .map(route -> route.replace("/:cloud/:id", "/" + SimulatedStackdeck.CLOUD + "/none"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routes)
                .contains("/", "/servers", "/admin/users/mia/servers")
                .noneMatch(route -> route.contains(":"));
        return routes;
    }

    private String serverPath() {
        return "/servers/" + SimulatedStackdeck.CLOUD + "/" + world.id(server);
    }

    /** Returns every controller endpoint as method and path, with a value for each variable. */
    private static Set<String> endpoints() {
        Set<String> endpoints = new TreeSet<>();
        classes(Controller.class).forEach(type -> {
            RequestMapping ofType = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
            String[] prefixes = ofType == null ? new String[] {""} : ofType.path();
            Arrays.stream(type.getDeclaredMethods())
                    .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                    .filter(Objects::nonNull)
                    .forEach(mapping -> {
                        String[] paths = mapping.path().length == 0 ? new String[] {""} : mapping.path();
                        for (String prefix : prefixes) {
                            for (String path : paths) {
                                Arrays.stream(mapping.method())
                                        .map(method -> method + " " + (prefix + path).replaceAll("\\{[^}]*}", "1"))
                                        .forEach(endpoints::add);
                            }
                        }
                    });
        });
        return endpoints;
    }

    private static Stream<Class<?>> classes(Class<? extends Annotation> annotation) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(annotation));
        return scanner.findCandidateComponents("org.stackdeck").stream()
                .filter(found ->
                        !Objects.requireNonNull(found.getBeanClassName()).contains("Test"))
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null));
    }

    private static List<String> staticFiles() throws IOException {
        List<String> files = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver()
                .getResources("classpath:/META-INF/resources/frontend/**/*.*")) {
            String url = file.getURL().toString();
            files.add(url.substring(url.indexOf("/frontend/")));
        }
        assertThat(files).anyMatch(file -> file.endsWith(".css")).anyMatch(file -> file.endsWith(".js"));
        return files;
    }
}
