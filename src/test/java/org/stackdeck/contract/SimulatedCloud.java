package org.stackdeck.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;

/** The built-in simulator, started for the test. */
final class SimulatedCloud implements CloudUnderTest {

    private final Simulator simulator;
    private final Path cloudsYaml;

    SimulatedCloud() {
        this(SimulatorOptions.defaults());
    }

    SimulatedCloud(SimulatorOptions options) {
        simulator = Simulator.start(options);
        try {
            cloudsYaml = Files.createTempDirectory("contract").resolve("clouds.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        simulator.writeCloudsYaml(cloudsYaml);
    }

    @Override
    public Path cloudsYaml() {
        return cloudsYaml;
    }

    @Override
    public String entry(Access access) {
        return switch (access) {
            case MEMBER_OF_ALL -> "simulator";
            case MEMBER -> "staff";
            case APPLICATION -> "staff-app";
            case READER -> "staff-reader";
            case ADMIN -> "admin";
        };
    }

    @Override
    public ServerId create(String name, Map<String, String> metadata) {
        String id = simulator.servers().create("staff", name);
        simulator.servers().metadata(id, metadata);
        return new ServerId(id);
    }

    @Override
    public void rename(ServerId id, String name) {
        simulator.servers().rename(id.value(), name);
    }

    @Override
    public void lock(ServerId id, String reason) {
        simulator.servers().lock(id.value(), reason);
    }

    @Override
    public ServerId createWithAddress(String name) {
        return create(name, Map.of());
    }

    @Override
    public void lockAsAdministrator(ServerId id, String reason) {
        simulator.servers().lockAsAdministrator(id.value(), reason);
    }

    @Override
    public String flavorOfResearch(String name) {
        return new OutsideClient(cloudsYaml, entry(Access.ADMIN))
                .compute("GET", "/flavors/detail?is_public=False", null)
                .path("flavors")
                .path(0)
                .path("id")
                .asString();
    }

    @Override
    public void removeFlavor(String id) {}

    @Override
    public void resize(ServerId id) {
        simulator.servers().state(id.value(), "resized", null, 1);
    }

    @Override
    public void tag(ServerId id, Set<String> tags) {
        simulator.servers().tag(id.value(), List.copyOf(tags));
    }

    @Override
    public void describe(ServerId id, Map<String, String> metadata) {
        simulator.servers().metadata(id.value(), metadata);
    }

    @Override
    public void disconnect(ServerId id) {
        simulator.servers().disconnect(id.value());
    }

    @Override
    public void remove(ServerId id) {
        simulator.servers().delete(id.value());
    }

    @Override
    public void close() {
        simulator.close();
    }
}
