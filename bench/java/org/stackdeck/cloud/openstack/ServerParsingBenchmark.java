package org.stackdeck.cloud.openstack;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.openstack.compute.NovaDtos.Servers;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;

/** Parses a page of 1,000 servers with all properties that an administrator receives from Nova 2.95. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ServerParsingBenchmark {

    private static final int SERVERS = 1_000;
    private static final CloudName CLOUD = new CloudName("lab");
    private static final String ADMIN = """
            {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "admin",
            "domain": {"name": "Default"}, "password": "admin-secret"}}},
            "scope": {"project": {"name": "admin", "domain": {"name": "Default"}}}}}
            """;

    private final ServerMapper mapper =
            new ServerMapper(CLOUD, id -> new Project(CLOUD, id, "staff"), image -> "debian-13");
    private byte[] page = {};

    @Setup
    public void fetch() throws IOException, InterruptedException {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().withServers(SERVERS));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest authentication = HttpRequest.newBuilder(
                            simulator.keystone().resolve("/v3/auth/tokens"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(ADMIN))
                    .build();
            String token = http.send(authentication, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("X-Subject-Token")
                    .orElseThrow();
            HttpRequest list = HttpRequest.newBuilder(
                            simulator.keystone().resolve("/compute/v2.1/servers/detail?all_tenants=1"))
                    .header("X-Auth-Token", token)
                    .header("OpenStack-API-Version", "compute 2.95")
                    .build();
            page = http.send(list, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
        if (servers().size() != SERVERS) {
            throw new IllegalStateException(
                    "expected " + SERVERS + " servers, received " + servers().size());
        }
    }

    /** Converts the response body to Stackdeck's servers. */
    @Benchmark
    public List<Server> servers() {
        ServiceResponse serviceResponse = new ServiceResponse(200, HttpHeaders.of(Map.of(), (_, _) -> true), page);
        return ResponseFields.required(
                        ServiceJson.read(serviceResponse, Servers.class).servers())
                .stream()
                .map(mapper::toServer)
                .toList();
    }
}
