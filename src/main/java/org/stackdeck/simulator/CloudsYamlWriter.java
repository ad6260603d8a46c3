package org.stackdeck.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.ApplicationCredential;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.SimulatedUser;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Builds the {@code clouds.yaml} of a simulated cloud. */
final class CloudsYamlWriter {

    private final Map<String, Object> clouds = new LinkedHashMap<>();
    private final URI keystone;
    private final String region;

    private CloudsYamlWriter(URI keystone, String region) {
        this.keystone = keystone;
        this.region = region;
    }

    /**
     * Returns a writer with only the entry {@code simulator}. Its user is a member and has no project scope, as
     * recommended for Stackdeck.
     */
    static CloudsYamlWriter single(URI keystone, String region) {
        return new CloudsYamlWriter(keystone, region).password("simulator", KeystoneAccounts.STACKDECK, null);
    }

    /** Returns a writer with an entry for each type of authentication and scope. */
    static CloudsYamlWriter full(URI keystone, String region) {
        return single(keystone, region)
                .password("simulator-reader", KeystoneAccounts.READER, null)
                .password("admin", KeystoneAccounts.ADMINISTRATOR, KeystoneAccounts.ADMIN)
                .password("staff", KeystoneAccounts.STACKDECK, KeystoneAccounts.STAFF)
                .password("staff-reader", KeystoneAccounts.READER, KeystoneAccounts.STAFF)
                .application("staff-app", KeystoneAccounts.STAFF_APP)
                .password("research", KeystoneAccounts.STACKDECK, KeystoneAccounts.RESEARCH)
                .password("research-reader", KeystoneAccounts.READER, KeystoneAccounts.RESEARCH)
                .application("research-app", KeystoneAccounts.RESEARCH_APP);
    }

    private CloudsYamlWriter password(String name, SimulatedUser user, @Nullable SimulatedProject project) {
        Map<String, Object> auth = auth();
        auth.put("username", user.name());
        auth.put("password", user.password());
        auth.put("user_domain_name", "Default");
        if (project != null) {
            auth.put("project_name", project.name());
            auth.put("project_domain_name", "Default");
        }
        return entry(name, "password", auth);
    }

    private CloudsYamlWriter application(String name, ApplicationCredential credential) {
        Map<String, Object> auth = auth();
        auth.put("application_credential_id", credential.id());
        auth.put("application_credential_secret", credential.secret());
        return entry(name, "v3applicationcredential", auth);
    }

    private Map<String, Object> auth() {
        return new LinkedHashMap<>(Map.of("auth_url", keystone.toString()));
    }

    private CloudsYamlWriter entry(String name, String authType, Map<String, Object> auth) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("auth_type", authType);
        entry.put("region_name", region);
        entry.put("identity_api_version", 3);
        entry.put("x-stackdeck-simulated", true);
        entry.put("auth", auth);
        clouds.put(name, entry);
        return this;
    }

    /** Writes the file atomically, readable by the owner only. */
    void write(Path file) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            // On a POSIX file system, only the owner has access to a temporary file.
            Path draft = Files.createTempFile(directory, "clouds", ".yaml");
            Files.writeString(draft, new Yaml(options).dump(Map.of("clouds", clouds)));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
