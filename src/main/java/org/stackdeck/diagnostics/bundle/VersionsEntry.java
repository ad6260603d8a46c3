package org.stackdeck.diagnostics.bundle;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stackdeck.diagnostics.ProductInformation;
import org.stackdeck.diagnostics.RuntimeVersions;

/** Versions of Stackdeck, Java, the operating system and the database, and the time since the start. */
@Component
class VersionsEntry implements BundleEntry {

    private final VersionsReader versionsReader;
    private final Clock clock;

    VersionsEntry(VersionsReader versionsReader, Clock clock) {
        this.versionsReader = versionsReader;
        this.clock = clock;
    }

    @Override
    public String fileName() {
        return "versions.json";
    }

    @Override
    public Object content() {
        ProductInformation product = versionsReader.product();
        RuntimeVersions runtime = versionsReader.runtimeVersions();
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("time", clock.instant());
        versions.put("version", product.version());
        versions.put("commit", product.commit());
        versions.put("committedAt", product.committedAt());
        versions.put("java", runtime.java());
        versions.put("operatingSystem", runtime.operatingSystem());
        versions.put("database", runtime.database());
        versions.put("processors", Runtime.getRuntime().availableProcessors());
        versions.put(
                "uptime",
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime())
                        .toString());
        return versions;
    }
}
