package org.stackdeck.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Simulated OpenStack cloud on one port of 127.0.0.1: Keystone at the root path, the other services at the paths in its
 * catalog. It listens from {@link #start} to {@link #close}.
 */
public final class Simulator implements AutoCloseable {

    private static final String REGION = "RegionOne";
    private static final int BACKLOG = 256;

    static {
        // Without TCP_NODELAY, each response on a persistent connection waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FrontDoor door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI keystone;
    private final Time time;
    private final TokenStore tokens;
    private final ServerControls servers;
    private final Quotas quotas;
    private final Life life;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();

    private HttpServer http;

    private Simulator(SimulatorOptions options, HttpServer http) {
        this.http = http;
        Time wanted = options.time();
        this.time = wanted == null ? new RealTime() : wanted;
        String root = "http://127.0.0.1:" + http.getAddress().getPort();
        this.keystone = URI.create(root + "/v3");
        this.tokens = new TokenStore(time, options.tokenLife());
        CloudState cloud = CloudState.empty(time);
        new Seed(cloud.servers(), time.now()).plant(options.servers());
        cloud.volumes().seed(cloud.servers().newestFirst(), time.now());
        cloud.networks().seed();
        Conductor conductor = new Conductor(time, options.pace());
        this.servers = new ServerControls(cloud.servers(), time);
        this.quotas = cloud.quotas();
        this.life = new Life(cloud.servers(), time, conductor);
        List<Service> services = new ArrayList<>();
        services.add(new ControlService(servers, faults, requests, life, tokens, quotas));
        services.addAll(new Services(root, REGION, options, cloud, tokens).all(conductor));
        this.door = new FrontDoor(services, tokens, faults, requests);
        listen();
        life.pace(options.changesPerMinute());
    }

    /** @throws UncheckedIOException with a {@link java.net.BindException} as cause if the port is in use */
    public static Simulator start(SimulatorOptions options) {
        try {
            return new Simulator(options, bind(options.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    }

    private void listen() {
        http.createContext("/", door);
        http.setExecutor(threads);
        http.start();
    }

    /** Keystone's URL, for {@code auth_url}. */
    public URI keystone() {
        return keystone;
    }

    /**
     * Writes a file with an entry for each type of access: {@code simulator} (a member without a project scope), admin,
     * staff, staff-app, staff-reader, research and others.
     */
    public void writeCloudsYaml(Path file) {
        CloudsYaml.full(keystone, REGION).write(file);
    }

    /** Writes a file with the single entry {@code simulator}: a member without a project scope. */
    public void writeSingleCloudsYaml(Path file) {
        CloudsYaml.single(keystone, REGION).write(file);
    }

    public ServerControls servers() {
        return servers;
    }

    /** Limits of the projects. */
    public Quotas quotas() {
        return quotas;
    }

    public Faults faults() {
        return faults;
    }

    public RequestLog requests() {
        return requests;
    }

    /** Closes all connections and stops listening until {@link #comeBack}. The state is kept. */
    public synchronized void goDown() {
        http.stop(0);
    }

    /** Listens again at the same address. */
    public synchronized void comeBack() {
        try {
            http = bind(keystone.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listen();
    }

    /** Revokes all tokens, like a rotation of Keystone's keys. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** Sets how often a random server is rebooted, stopped or started; 0 for never. */
    public void changesPerMinute(double changes) {
        life.pace(changes);
    }

    @Override
    public synchronized void close() {
        life.pace(0);
        if (time instanceof RealTime) {
            time.stop();
        }
        http.stop(0);
        threads.shutdownNow();
    }
}
