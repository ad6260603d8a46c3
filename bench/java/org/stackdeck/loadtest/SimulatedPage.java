package org.stackdeck.loadtest;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
 * Open list page without a browser. Implements the protocol of Flow's client: bootstrap, push connection, one request
 * at a time, and messages in the order of their sync IDs. Of the components, it implements only the grid, and does not
 * send property changes of others.
 */
final class SimulatedPage implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("simulated-page").start(task);
    private static final Duration MISSING_MESSAGE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ROW_REQUEST_DELAY = Duration.ofMillis(150);
    private static final Duration CONNECTION_CHECK_DELAY = Duration.ofSeconds(1);

    private final WebSession session;
    private final String path;
    private final LoadTestMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final BlockingQueue<ObjectNode> pendingCalls = new LinkedBlockingQueue<>();
    private final CountDownLatch rowsReceived = new CountDownLatch(1);
    /** Messages that arrived before their predecessors, by sync ID. */
    private final Map<Integer, JsonNode> earlyMessages = new TreeMap<>();
    /** Time of the last change of each row in epoch milliseconds, by row key; 0 if it was not changed. */
    private final Map<String, Long> changeTimes = new HashMap<>();

    private final GridModel grid = new GridModel();
    private final PushFrameDecoder frameDecoder = new PushFrameDecoder();
    private @Nullable PushSocket pushSocket;
    private int uiId;
    private String csrfToken = "";
    private long heartbeatSeconds;
    private int clientId;
    private int nextPromise;
    private int lastSyncId = -1;
    private int gridNode = -1;
    private volatile boolean closed;
    private volatile boolean lost;

    /** @param path of the page, without a leading slash */
    SimulatedPage(WebSession session, String path, LoadTestMetrics metrics) {
        this.session = session;
        this.path = path;
        this.metrics = metrics;
    }

    /** Opens the page. The rows arrive later. */
    void open() throws IOException {
        requireOk(session.get("/" + path));
        JsonNode config = JSON.readTree(
                        requireOk(session.get("/?v-r=init&location=" + path + "&query=" + browserDetails())))
                .path("appConfig");
        JsonNode firstMessage = config.path("uidl");
        uiId = config.path("v-uiId").asInt();
        csrfToken = firstMessage.path("Vaadin-Security-Key").asString();
        heartbeatSeconds = config.path("heartbeatInterval").asLong();
        process(firstMessage);
        PushSocket socket = session.openPushConnection(
                pushPath(firstMessage.path("Vaadin-Push-ID").asString()), this::receiveFrame);
        pushSocket = socket;
        THREADS.execute(() -> readFrames(socket));
        navigate();
        THREADS.execute(this::sendRequests);
        schedule(CONNECTION_CHECK_DELAY, this::checkConnection);
    }

    /** Returns {@code false} if no rows were received within the timeout. */
    boolean awaitRows(Duration timeout) throws InterruptedException {
        return rowsReceived.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Applies the function to the grid while no other thread can change it. */
    <T> T queryGrid(Function<GridModel, T> query) {
        lock.lock();
        try {
            return query.apply(grid);
        } finally {
            lock.unlock();
        }
    }

    void scrollTo(int row) {
        queryGrid(model -> {
            model.scrollTo(row);
            return row;
        });
        requestMissingRows();
    }

    private static String browserDetails() {
        return "&v-sh=900&v-sw=1440&v-wh=900&v-ww=1440&v-bh=900&v-bw=1440&v-curdate=" + System.currentTimeMillis()
                + "&v-tzo=0&v-dstd=0&v-rtzo=0&v-dston=false&v-tzid=UTC&v-wn=v-" + Math.random()
                + "&v-td=false&v-pr=1&v-np=Linux%20x86_64&v-cs=light%20dark&v-pv=VISIBLE&v-fs=NOT_FULLSCREEN"
                + "&v-so=landscape-primary&v-soa=0&v-tn=aura&v-ga=PROMPT&v-wla=SUPPORTED&v-ws=false";
    }

    private String pushPath(String pushId) {
        return "/VAADIN/push?v-r=push&v-uiId=" + uiId + "&v-pushId=" + URLEncoder.encode(pushId, StandardCharsets.UTF_8)
                + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1&X-Atmosphere-Transport=websocket"
                + "&X-Atmosphere-TrackMessageSize=true&Content-Type=application/json;%20charset=UTF-8"
                + "&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId=" + lastSyncId;
    }

    private static String requireOk(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.uri().getPath() + ": status " + response.statusCode());
        }
        return response.body();
    }

    private void readFrames(PushSocket socket) {
        try {
            socket.read();
        } catch (IOException e) {
            recordLoss("push connection: " + e.getMessage());
        }
    }

    private void recordLoss(String reason) {
        if (!closed && !lost) {
            lost = true;
            metrics.recordLostSession(reason);
        }
    }

    private void receiveFrame(String text, long arrivedAt, int transferredBytes) {
        metrics.recordFrame(transferredBytes, text.length(), frameDecoder.count(arrivedAt));
        for (String message : frameDecoder.decode(text)) {
            receive(JSON.readTree(message), arrivedAt);
        }
    }

    private void receive(JsonNode message, long arrivedAt) {
        lock.lock();
        try {
            processInOrder(message, arrivedAt);
        } finally {
            lock.unlock();
        }
        requestMissingRows();
    }

    /** Processes the message, or stores it if an earlier one is missing. */
    private void processInOrder(JsonNode message, long arrivedAt) {
        if (message.path("meta").has("resync")) {
            earlyMessages.clear();
            grid.reset();
            lastSyncId = message.path("syncId").asInt() - 1;
        }
        int syncId = message.path("syncId").asInt(-1);
        if (syncId > lastSyncId + 1) {
            earlyMessages.put(syncId, message);
            schedule(MISSING_MESSAGE_TIMEOUT, () -> resynchronize(syncId));
            return;
        }
        if (syncId <= lastSyncId && syncId != -1) {
            metrics.recordError("received a message twice");
            return;
        }
        process(message);
        recordChanges(message, arrivedAt);
        JsonNode next = earlyMessages.remove(lastSyncId + 1);
        if (next != null) {
            processInOrder(next, arrivedAt);
        }
    }

    /** Requests the complete state if a message is still missing after the timeout, like Flow's client. */
    private void resynchronize(int waitingSyncId) {
        lock.lock();
        try {
            if (closed || lastSyncId >= waitingSyncId || !earlyMessages.containsKey(waitingSyncId)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        metrics.recordError("resynchronized because of a missing message");
        pendingCalls.add(JSON.createObjectNode().put("resynchronize", true));
    }

    private void process(JsonNode message) {
        lastSyncId = message.path("syncId").asInt(lastSyncId);
        JsonNode meta = message.path("meta");
        if (meta.has("appError") || meta.has("sessionExpired")) {
            recordLoss(meta.toString());
        }
        for (JsonNode invocation : message.path("execute")) {
            execute(invocation, invocation.path(invocation.size() - 1).asString(""));
        }
    }

    private void execute(JsonNode invocation, String script) {
        confirmExecution(invocation);
        int node = invocation.path(0).path("@v-node").asInt(-1);
        if (script.contains("gridConnector.initLazy")) {
            gridNode = node;
        } else if (node == gridNode && script.startsWith("return $0.$connector.")) {
            callConnector(invocation, script.substring("return $0.$connector.".length(), script.indexOf('(')));
        } else if (script.contains("this.$connector.reset()")) {
            grid.reset();
        }
    }

    /**
     * Reports the success of a script if the server waits for its result. In this case the two elements before the
     * script are the return channels for success and failure.
     */
    private void confirmExecution(JsonNode invocation) {
        JsonNode success = invocation.path(invocation.size() - 3).path("@v-return");
        JsonNode failure = invocation.path(invocation.size() - 2).path("@v-return");
        if (success.isArray() && failure.isArray()) {
            ObjectNode result = JSON.createObjectNode()
                    .put("type", "channel")
                    .put("node", success.path(0).asInt())
                    .put("channel", success.path(1).asInt());
            result.putArray("args").addNull();
            pendingCalls.add(result);
        }
    }

    private void callConnector(JsonNode invocation, String method) {
        switch (method) {
            case "updateSize" -> grid.updateSize(invocation.path(1).asInt());
            case "set" -> grid.set(invocation.path(1).asInt(), invocation.path(2));
            case "updateFlatData" -> grid.update(invocation.path(1));
            case "clear" ->
                grid.clear(invocation.path(1).asInt(), invocation.path(2).asInt());
            case "confirm" -> {
                grid.confirm();
                callServer(
                        "confirmUpdate",
                        JSON.createArrayNode().add(invocation.path(1).asInt()));
                if (grid.row(0) != null) {
                    rowsReceived.countDown();
                }
            }
            default -> {}
        }
    }

    /** Records the latency of changes in rows that were received before. */
    private void recordChanges(JsonNode message, long arrivedAt) {
        for (JsonNode invocation : message.path("execute")) {
            for (JsonNode argument : invocation) {
                if (argument.isArray()) {
                    argument.forEach(row -> recordChange(row, arrivedAt));
                }
            }
        }
    }

    private void recordChange(JsonNode row, long arrivedAt) {
        String key = GridModel.key(row);
        if (key.isEmpty()) {
            return;
        }
        long changedAt = TimestampedName.parse(GridModel.name(row))
                .map(TimestampedName::renamedAt)
                .orElse(0L);
        Long previous = changeTimes.put(key, changedAt);
        if (previous != null && changedAt > previous) {
            metrics.recordChange(arrivedAt - changedAt);
        }
    }

    private void requestMissingRows() {
        if (queryGrid(GridModel::firstMissing).isPresent()) {
            schedule(
                    ROW_REQUEST_DELAY,
                    () -> queryGrid(GridModel::nextRequest)
                            .ifPresent(rows -> callServer(
                                    "setViewportRange",
                                    JSON.createArrayNode().add(rows.start()).add(rows.length()))));
        }
    }

    /** Calls a server-side method of the grid. */
    private void callServer(String method, ArrayNode arguments) {
        ObjectNode call = JSON.createObjectNode()
                .put("type", "publishedEventHandler")
                .put("node", gridNode)
                .put("templateEventMethodName", method);
        call.set("templateEventMethodArgs", arguments);
        pendingCalls.add(call);
    }

    private void navigate() {
        ObjectNode event =
                JSON.createObjectNode().put("type", "event").put("node", 1).put("event", "ui-navigate");
        event.putObject("data")
                .put("route", path)
                .put("query", "")
                .put("appShellTitle", "")
                .put("trigger", "")
                .putObject("historyState")
                .put("idx", 0);
        pendingCalls.add(event);
    }

    /** Sends the pending calls, one request at a time, and heartbeats while there are none. */
    private void sendRequests() {
        try {
            long lastHeartbeat = System.nanoTime();
            while (!closed && !lost) {
                ObjectNode call = pendingCalls.poll(1, TimeUnit.SECONDS);
                if (call != null) {
                    send(call);
                } else if (System.nanoTime() - lastHeartbeat > TimeUnit.SECONDS.toNanos(heartbeatSeconds)) {
                    requireOk(session.post("/?v-r=heartbeat&v-uiId=" + uiId, "text/plain;charset=utf-8", ""));
                    lastHeartbeat = System.nanoTime();
                }
            }
        } catch (IOException e) {
            recordLoss(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the call together with all others that are pending. */
    private void send(ObjectNode firstCall) throws IOException {
        ObjectNode payload = JSON.createObjectNode().put("csrfToken", csrfToken);
        ArrayNode rpc = payload.putArray("rpc");
        for (ObjectNode call = firstCall; call != null; call = pendingCalls.poll()) {
            if (call.has("resynchronize")) {
                payload.setAll(call);
                continue;
            }
            if (call.path("type").asString().equals("publishedEventHandler")) {
                call.put("promise", nextPromise++);
            }
            rpc.add(call);
        }
        lock.lock();
        try {
            payload.put("syncId", lastSyncId).put("clientId", clientId);
        } finally {
            lock.unlock();
        }
        clientId++;
        metrics.recordRequest();
        String response = requireOk(
                session.post("/?v-r=uidl&v-uiId=" + uiId, "application/json; charset=UTF-8", payload.toString()));
        JsonNode message = JSON.readTree(response);
        if (message.path("clientId").asInt(-1) != clientId) {
            metrics.recordError("received an unexpected clientId");
        }
        receive(message, System.currentTimeMillis());
    }

    /** Sends the request that connection.js sends one second after loading a page. */
    private void checkConnection() {
        try {
            requireOk(session.head("/" + path));
        } catch (IOException e) {
            recordLoss(String.valueOf(e.getMessage()));
        }
    }

    private void schedule(Duration delay, Runnable task) {
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
        if (pushSocket != null) {
            pushSocket.close();
        }
    }
}
