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
import org.stackdeck.simulator.control.ControlService;
import org.stackdeck.simulator.control.FaultInjector;
import org.stackdeck.simulator.control.RandomServerActivity;
import org.stackdeck.simulator.control.RequestLog;
import org.stackdeck.simulator.control.ServerControls;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.keystone.TokenStore;
import org.stackdeck.simulator.nova.tasks.Conductor;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.state.ServerSeeder;
import org.stackdeck.simulator.support.RealTimeScheduler;
import org.stackdeck.simulator.support.SimulatorScheduler;

/**
 * Simulated OpenStack cloud on one port of 127.0.0.1. Keystone is at the root path, the other services are at the paths
 * in its catalog. The simulator listens from {@link #start} to {@link #close}.
 */
public final class Simulator implements AutoCloseable {

    private static final String REGION = "RegionOne";
    private static final int BACKLOG = 256;

    static {
        // Without TCP_NODELAY, a response with a body can wait 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // This limit in jvm.options is for the port for metrics. It would end uploads of images after ten seconds.
        System.clearProperty("sun.net.httpserver.maxReqTime");
    }

    private final RequestDispatcher dispatcher;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI keystone;
    private final SimulatorScheduler scheduler;
    private final TokenStore tokens;
    private final ServerControls servers;
    private final QuotaStore quotaStore;
    private final RandomServerActivity randomServerActivity;
    private final FaultInjector faultInjector = new FaultInjector();
    private final RequestLog requests = new RequestLog();

    private HttpServer http;

    private Simulator(SimulatorOptions options, HttpServer http) {
        this.http = http;
        SimulatorScheduler wanted = options.scheduler();
        this.scheduler = wanted == null ? new RealTimeScheduler() : wanted;
        String root = "http://127.0.0.1:" + http.getAddress().getPort();
        this.keystone = URI.create(root + "/v3");
        this.tokens = new TokenStore(scheduler);
        CloudState cloud = CloudState.empty(scheduler);
        new ServerSeeder(cloud.servers(), scheduler.now()).createServers(options.servers());
        cloud.volumes().seed(cloud.servers().newestFirst(), scheduler.now());
        cloud.networks().seed();
        Conductor conductor = new Conductor(scheduler, options.pace());
        this.servers = new ServerControls(cloud.servers(), scheduler);
        this.quotaStore = cloud.quotas();
        this.randomServerActivity = new RandomServerActivity(cloud.servers(), scheduler, conductor);
        List<OpenStackService> openStackServices = new ArrayList<>();
        openStackServices.add(
                new ControlService(servers, faultInjector, requests, randomServerActivity, tokens, quotaStore));
        openStackServices.addAll(new ServiceFactory(root, REGION, options, cloud, tokens).all(conductor));
        this.dispatcher = new RequestDispatcher(openStackServices, tokens, faultInjector, requests);
        listen();
        randomServerActivity.changesPerMinute(options.changesPerMinute());
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
        http.createContext("/", dispatcher);
        http.setExecutor(threads);
        http.start();
    }

    /** Returns Keystone's URL, for {@code auth_url}. */
    public URI keystone() {
        return keystone;
    }

    /**
     * Writes a file with an entry for each type of access: {@code simulator} (a member without a project scope),
     * {@code admin}, {@code staff}, {@code staff-app}, {@code staff-reader}, {@code research} and others.
     */
    public void writeCloudsYaml(Path file) {
        CloudsYamlWriter.full(keystone, REGION).write(file);
    }

    /** Writes a file with the single entry {@code simulator}, a member without a project scope. */
    public void writeSingleCloudsYaml(Path file) {
        CloudsYamlWriter.single(keystone, REGION).write(file);
    }

    public ServerControls servers() {
        return servers;
    }

    public QuotaStore quotas() {
        return quotaStore;
    }

    public FaultInjector faults() {
        return faultInjector;
    }

    public RequestLog requests() {
        return requests;
    }

    /** Closes all connections and stops listening until {@link #resumeListening}. Keeps the state. */
    public synchronized void stopListening() {
        http.stop(0);
    }

    /** Listens again on the same address. */
    public synchronized void resumeListening() {
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

    /** Sets the mean number of random reboots, stops and starts of servers per minute; 0 for none. */
    public void changesPerMinute(double changes) {
        randomServerActivity.changesPerMinute(changes);
    }

    @Override
    public synchronized void close() {
        randomServerActivity.changesPerMinute(0);
        if (scheduler instanceof RealTimeScheduler) {
            scheduler.stop();
        }
        http.stop(0);
        threads.shutdownNow();
    }
}
