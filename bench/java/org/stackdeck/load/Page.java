package org.stackdeck.load;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An open servers page, as Flow's client makes one: bootstrap, push connection, one request at a time, messages in the
 * order of their numbers, and of the page's components the grid. Other components' properties are not sent back.
 */
final class Page implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("page").start(task);
    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);
    private static final Duration REQUEST_DELAY = Duration.ofMillis(150);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private final WebSession web;
    private final Tally tally;
    private final ReentrantLock lock = new ReentrantLock();
    private final BlockingQueue<ObjectNode> calls = new LinkedBlockingQueue<>();
    private final CountDownLatch painted = new CountDownLatch(1);
    private final Map<Integer, JsonNode> early = new TreeMap<>();
    private final Map<String, Long> stamps = new HashMap<>();
    private final GridModel grid = new GridModel();
    private final PushFrames frames = new PushFrames();
    private @Nullable PushSocket push;
    private int ui;
    private String csrfToken = "";
    private long heartbeatSeconds;
    private int clientId;
    private int promises;
    private int seenSyncId = -1;
    private int gridNode = -1;
    private volatile boolean closed;
    private volatile boolean lost;

    Page(WebSession web, Tally tally) {
        this.web = web;
        this.tally = tally;
    }

    /** Opens it; the rows come later. */
    void open() throws IOException {
        expect(web.get("/servers"));
        JsonNode config = JSON.readTree(expect(web.get("/?v-r=init&location=servers&query=" + browser())))
                .path("appConfig");
        JsonNode first = config.path("uidl");
        ui = config.path("v-uiId").asInt();
        csrfToken = first.path("Vaadin-Security-Key").asString();
        heartbeatSeconds = config.path("heartbeatInterval").asLong();
        take(first);
        PushSocket connection = web.push(pushPath(first.path("Vaadin-Push-ID").asString()), this::pushed);
        push = connection;
        THREADS.execute(() -> listen(connection));
        navigate();
        THREADS.execute(this::ask);
        later(FIRST_LOOK, this::look);
    }

    /** Whether rows came within the time. */
    boolean awaitRows(Duration patience) throws InterruptedException {
        return painted.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at the grid while nothing changes it. */
    <T> T grid(Function<GridModel, T> look) {
        lock.lock();
        try {
            return look.apply(grid);
        } finally {
            lock.unlock();
        }
    }

    void scrollTo(int row) {
        grid(model -> {
            model.scrollTo(row);
            return row;
        });
        askForRows();
    }

    private static String browser() {
        return "&v-sh=900&v-sw=1440&v-wh=900&v-ww=1440&v-bh=900&v-bw=1440&v-curdate=" + System.currentTimeMillis()
                + "&v-tzo=0&v-dstd=0&v-rtzo=0&v-dston=false&v-tzid=UTC&v-wn=v-" + Math.random()
                + "&v-td=false&v-pr=1&v-np=Linux%20x86_64&v-cs=light%20dark&v-pv=VISIBLE&v-fs=NOT_FULLSCREEN"
                + "&v-so=landscape-primary&v-soa=0&v-tn=aura&v-ga=PROMPT&v-wla=SUPPORTED&v-ws=false";
    }

    private String pushPath(String pushId) {
        return "/VAADIN/push?v-r=push&v-uiId=" + ui + "&v-pushId=" + URLEncoder.encode(pushId, StandardCharsets.UTF_8)
                + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1&X-Atmosphere-Transport=websocket"
                + "&X-Atmosphere-TrackMessageSize=true&Content-Type=application/json;%20charset=UTF-8"
                + "&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId=" + seenSyncId;
    }

    private static String expect(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri().getPath() + ": " + answer.statusCode());
        }
        return answer.body();
    }

    private void listen(PushSocket connection) {
        try {
            connection.read();
        } catch (IOException e) {
            lose("push: " + e.getMessage());
        }
    }

    private void lose(String reason) {
        if (!closed && !lost) {
            lost = true;
            tally.lost(reason);
        }
    }

    private void pushed(String text, long arrivedAt, int wireBytes) {
        tally.frame(wireBytes, text.length(), frames.count(arrivedAt));
        for (String message : frames.take(text)) {
            receive(JSON.readTree(message), arrivedAt);
        }
    }

    private void receive(JsonNode message, long arrivedAt) {
        lock.lock();
        try {
            arrange(message, arrivedAt);
        } finally {
            lock.unlock();
        }
        askForRows();
    }

    /** Takes it when it is its turn. */
    private void arrange(JsonNode message, long arrivedAt) {
        if (message.path("meta").has("resync")) {
            early.clear();
            grid.reset();
            seenSyncId = message.path("syncId").asInt() - 1;
        }
        int syncId = message.path("syncId").asInt(-1);
        if (syncId > seenSyncId + 1) {
            early.put(syncId, message);
            later(LONGEST_GAP, () -> resync(syncId));
            return;
        }
        if (syncId <= seenSyncId && syncId != -1) {
            tally.error("a message came twice");
            return;
        }
        take(message);
        notice(message, arrivedAt);
        JsonNode next = early.remove(seenSyncId + 1);
        if (next != null) {
            arrange(next, arrivedAt);
        }
    }

    /** As Flow's client does when a message that must come first did not come for five seconds. */
    private void resync(int waiting) {
        lock.lock();
        try {
            if (closed || seenSyncId >= waiting || !early.containsKey(waiting)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        tally.error("resynchronised");
        calls.add(JSON.createObjectNode().put("resynchronize", true));
    }

    private void take(JsonNode message) {
        seenSyncId = message.path("syncId").asInt(seenSyncId);
        JsonNode meta = message.path("meta");
        if (meta.has("appError") || meta.has("sessionExpired")) {
            lose(meta.toString());
        }
        for (JsonNode call : message.path("execute")) {
            execute(call, call.path(call.size() - 1).asString(""));
        }
    }

    private void execute(JsonNode call, String script) {
        promised(call);
        int node = call.path(0).path("@v-node").asInt(-1);
        if (script.contains("gridConnector.initLazy")) {
            gridNode = node;
        } else if (node == gridNode && script.startsWith("return $0.$connector.")) {
            connector(call, script.substring("return $0.$connector.".length(), script.indexOf('(')));
        } else if (script.contains("this.$connector.reset()")) {
            grid.reset();
        }
    }

    /** Tells that a script was run, where the console waits for its end: by the last but one of what it is given. */
    private void promised(JsonNode call) {
        JsonNode success = call.path(call.size() - 3).path("@v-return");
        JsonNode failure = call.path(call.size() - 2).path("@v-return");
        if (success.isArray() && failure.isArray()) {
            ObjectNode done = JSON.createObjectNode()
                    .put("type", "channel")
                    .put("node", success.path(0).asInt())
                    .put("channel", success.path(1).asInt());
            done.putArray("args").addNull();
            calls.add(done);
        }
    }

    private void connector(JsonNode call, String what) {
        switch (what) {
            case "updateSize" -> grid.updateSize(call.path(1).asInt());
            case "set" -> grid.set(call.path(1).asInt(), call.path(2));
            case "updateFlatData" -> grid.update(call.path(1));
            case "clear" -> grid.clear(call.path(1).asInt(), call.path(2).asInt());
            case "confirm" -> {
                grid.confirm();
                call("confirmUpdate", JSON.createArrayNode().add(call.path(1).asInt()));
                if (grid.row(0) != null) {
                    painted.countDown();
                }
            }
            default -> {}
        }
    }

    /** Finds what changed among the rows that it was told of before. */
    private void notice(JsonNode message, long arrivedAt) {
        for (JsonNode call : message.path("execute")) {
            for (JsonNode argument : call) {
                if (argument.isArray()) {
                    argument.forEach(row -> noticeRow(row, arrivedAt));
                }
            }
        }
    }

    private void noticeRow(JsonNode row, long arrivedAt) {
        String key = GridModel.key(row);
        if (key.isEmpty()) {
            return;
        }
        long at = Stamp.of(GridModel.name(row)).map(Stamp::at).orElse(0L);
        Long before = stamps.put(key, at);
        if (before != null && at > before) {
            tally.seen(arrivedAt - at);
        }
    }

    private void askForRows() {
        if (grid(GridModel::firstMissing).isPresent()) {
            later(REQUEST_DELAY, () -> {
                Optional<GridModel.Rows> rows = grid(GridModel::toAsk);
                rows.ifPresent(wanted -> call(
                        "setViewportRange",
                        JSON.createArrayNode().add(wanted.start()).add(wanted.length())));
            });
        }
    }

    private void call(String method, ArrayNode arguments) {
        ObjectNode call = JSON.createObjectNode()
                .put("type", "publishedEventHandler")
                .put("node", gridNode)
                .put("templateEventMethodName", method);
        call.set("templateEventMethodArgs", arguments);
        calls.add(call);
    }

    private void navigate() {
        ObjectNode event =
                JSON.createObjectNode().put("type", "event").put("node", 1).put("event", "ui-navigate");
        event.putObject("data")
                .put("route", "servers")
                .put("query", "")
                .put("appShellTitle", "")
                .put("trigger", "")
                .putObject("historyState")
                .put("idx", 0);
        calls.add(event);
    }

    /** Sends what is to be sent, a request at a time, and a heartbeat when there was nothing for long. */
    private void ask() {
        try {
            long heartbeat = System.nanoTime();
            while (!closed && !lost) {
                ObjectNode call = calls.poll(1, TimeUnit.SECONDS);
                if (call != null) {
                    request(call);
                } else if (System.nanoTime() - heartbeat > TimeUnit.SECONDS.toNanos(heartbeatSeconds)) {
                    expect(web.post("/?v-r=heartbeat&v-uiId=" + ui, "text/plain;charset=utf-8", ""));
                    heartbeat = System.nanoTime();
                }
            }
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void request(ObjectNode call) throws IOException {
        ObjectNode payload = JSON.createObjectNode().put("csrfToken", csrfToken);
        ArrayNode rpc = payload.putArray("rpc");
        for (ObjectNode next = call; next != null; next = calls.poll()) {
            if (next.has("resynchronize")) {
                payload.setAll(next);
                continue;
            }
            if (next.path("type").asString().equals("publishedEventHandler")) {
                next.put("promise", promises++);
            }
            rpc.add(next);
        }
        lock.lock();
        try {
            payload.put("syncId", seenSyncId).put("clientId", clientId);
        } finally {
            lock.unlock();
        }
        clientId++;
        tally.request();
        String answer =
                expect(web.post("/?v-r=uidl&v-uiId=" + ui, "application/json; charset=UTF-8", payload.toString()));
        JsonNode message = JSON.readTree(answer);
        if (message.path("clientId").asInt(-1) != clientId) {
            tally.error("the console counts other requests");
        }
        receive(message, System.currentTimeMillis());
    }

    /** What connection.js does a second after a page was loaded. */
    private void look() {
        try {
            expect(web.head("/servers"));
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void later(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, THREADS)
                .execute(() -> {
                    if (!closed) {
                        task.run();
                    }
                });
    }

    @Override
    public void close() {
        closed = true;
        if (push != null) {
            push.close();
        }
    }
}
