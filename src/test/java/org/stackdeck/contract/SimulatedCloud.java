package org.stackdeck.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;

/** The built-in simulator, started for the test. Its actions take a tenth of the usual time. */
final class SimulatedCloud implements CloudUnderTest {

    private final Simulator simulator;
    private final Path cloudsYaml;

    SimulatedCloud() {
        this(SimulatorOptions.defaults());
    }

    SimulatedCloud(SimulatorOptions options) {
        simulator = Simulator.start(options.withPace(0.1));
        try {
            cloudsYaml = Files.createTempDirectory("contract").resolve("clouds.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        simulator.writeCloudsYaml(cloudsYaml);
    }

    /** Sets a quota of a project; -1 for unlimited. */
    void setLimit(String project, String resource, int limit) {
        simulator.quotas().setLimit(project, resource, limit);
    }

    @Override
    public Path cloudsYaml() {
        return cloudsYaml;
    }

    @Override
    public String entry(CredentialKind credentialKind) {
        return switch (credentialKind) {
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
        simulator.servers().setMetadata(id, metadata);
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
    public String createForResearch(ResourceKind kind, String name) {
        boolean isFlavor = kind == ResourceKind.FLAVOR;
        return new IndependentOpenStackClient(cloudsYaml, entry(CredentialKind.ADMIN))
                .requestJson(
                        kind.service(),
                        "GET",
                        isFlavor ? "/flavors/detail?is_public=None" : "/types?is_public=None",
                        null)
                .path(isFlavor ? "flavors" : "volume_types")
                .valueStream()
                .filter(body -> !body.path(isFlavor ? "os-flavor-access:is_public" : "is_public")
                        .asBoolean(true))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @Override
    public void deleteForResearch(ResourceKind kind, String id) {}

    @Override
    public void resize(ServerId id) {
        simulator.servers().setState(id.value(), "resized", null, 1);
    }

    @Override
    public void setTags(ServerId id, Set<String> tags) {
        simulator.servers().setTags(id.value(), List.copyOf(tags));
    }

    @Override
    public void setMetadata(ServerId id, Map<String, String> metadata) {
        simulator.servers().setMetadata(id.value(), metadata);
    }

    @Override
    public void removeAddresses(ServerId id) {
        simulator.servers().removeAddresses(id.value());
    }

    @Override
    public void delete(ServerId id) {
        simulator.servers().delete(id.value());
    }

    @Override
    public void close() {
        simulator.close();
    }
}
