package org.stackdeck.cloud.openstack.image;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Caches the methods by which Glance can import the data of images (Image API v2, "Import methods and values
 * discovery").
 */
public final class ImageImportMethodsCache {

    /** The method in which Glance downloads the data from a URL. */
    private static final String WEB_DOWNLOAD = "web-download";

    private static final Duration CACHE_DURATION = Duration.ofMinutes(1);
    private static final String PATH = "/v2/info/import";

    private final LoadingCache<String, Set<String>> methods;

    public ImageImportMethodsCache(AuthenticatedServiceClient glance) {
        this.methods = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .expireAfterWrite(CACHE_DURATION)
                .build(path -> load(glance, path));
    }

    /** Returns whether Glance can download the data of images; false if this is unknown. */
    public boolean includesWebDownload() {
        return methods.get(PATH).contains(WEB_DOWNLOAD);
    }

    /** Returns the request to download the data of an image from an address. */
    public static Map<String, Object> webDownload(String url) {
        return Map.of("method", Map.of("name", WEB_DOWNLOAD, "uri", url));
    }

    private static Set<String> load(AuthenticatedServiceClient glance, String path) {
        try {
            return Set.copyOf(
                    ServiceJson.readListAt(glance.get(path, Map.of()), "/import-methods/value", String.class));
        } catch (CloudException _) {
            // Images are listed even if the import methods are unknown.
            return Set.of();
        }
    }
}
