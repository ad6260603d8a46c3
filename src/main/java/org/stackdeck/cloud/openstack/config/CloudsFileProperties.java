package org.stackdeck.cloud.openstack.config;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Selection of clouds from {@code clouds.yaml}.
 *
 * @param clouds entries to use; empty for all
 * @param cloudsFile path of {@code clouds.yaml}; by default the file in {@code OS_CLIENT_CONFIG_FILE}, otherwise the
 *     first one in the working directory, {@code ~/.config/openstack} and {@code /etc/openstack}
 */
@ConfigurationProperties("stackdeck")
public record CloudsFileProperties(
        @DefaultValue Set<String> clouds, @Nullable Path cloudsFile) {

    public CloudsFileProperties {
        clouds = clouds.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
