package org.stackdeck.diagnostics;

import java.time.Instant;
import java.util.List;
import org.stackdeck.identity.Caller;

/** Describes a build with two libraries. Allows every export, because pages must not offer exports to members. */
public final class FakeDiagnosticsService implements DiagnosticsService {

    @Override
    public ProductInformation product() {
        return new ProductInformation(
                "1.2.3",
                "abc1234",
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of(
                        new Dependency("org.example:library", "4.5", List.of("MIT", "Apache-2.0")),
                        new Dependency("org.example:undeclared", "6.7", List.of())));
    }

    @Override
    public RuntimeVersions runtimeVersions(Caller caller) {
        return new RuntimeVersions("Test VM 25", "Test system 1", "Test database 8");
    }

    @Override
    public void requireExport(Caller caller) {}

    @Override
    public byte[] export(Caller caller) {
        return new byte[] {1};
    }
}
