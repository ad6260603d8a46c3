package org.stackdeck.inventory.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.PrivateFiles;
import org.stackdeck.platform.Sha256;
import tools.jackson.core.JacksonException;

/**
 * Stores one file per scope in the data directory, readable only by its owner. File names are hashes, because names of
 * clouds and projects can contain any character.
 */
@Component
class FileInventoryCache implements PersistentInventoryCache {

    /**
     * Version of the format. Increase it when the meaning of a field changes; added and removed fields are detected
     * without it.
     */
    private static final int FORMAT = 1;

    private static final Logger log = LoggerFactory.getLogger(FileInventoryCache.class);

    private final Path directory;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final CompressedJson json = new CompressedJson();

    FileInventoryCache(@Value("${stackdeck.data-dir}") Path dataDirectory) {
        this.directory = dataDirectory.resolve("inventory");
    }

    private record CacheFile(
            int format, @JsonProperty("kept") InventoryCacheEntry entry) {}

    @Override
    public List<InventoryCacheEntry> read(CloudName cloud) {
        List<InventoryCacheEntry> found = new ArrayList<>();
        for (Path file : files()) {
            if (name(file).startsWith(prefix(cloud))) {
                read(file).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public void write(InventoryCacheEntry cachedScope) {
        try {
            PrivateFiles.replace(file(cachedScope.scope()), json.write(new CacheFile(FORMAT, cachedScope)));
            failing.set(false);
        } catch (ClosedByInterruptException e) {
            // The shutdown interrupted the write. The previous file still exists, and the final write at shutdown
            // replaces it.
        } catch (IOException | JacksonException e) {
            if (!failing.getAndSet(true)) {
                log.warn(
                        "Could not write the inventory cache in {}: {}. Stackdeck tries again",
                        directory,
                        e.toString());
            }
        }
    }

    @Override
    public void delete(ScopeKey scope) {
        remove(file(scope));
    }

    @Override
    public void retainOnly(Set<CloudName> clouds) {
        Set<String> prefixes = clouds.stream().map(FileInventoryCache::prefix).collect(Collectors.toSet());
        files().stream()
                .filter(file -> prefixes.stream().noneMatch(name(file)::startsWith))
                .forEach(FileInventoryCache::remove);
    }

    private Optional<InventoryCacheEntry> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            CacheFile cacheFile = json.read(in, CacheFile.class);
            if (cacheFile.format() == FORMAT
                    && file.equals(file(cacheFile.entry().scope()))) {
                return Optional.of(cacheFile.entry());
            }
            log.info("Ignored and deleted the cached servers in {}: the format or the scope does not match", file);
        } catch (IOException | RuntimeException e) {
            // The exception is not logged because it may quote the file.
            log.info(
                    "Ignored and deleted the cached servers in {}: the file cannot be read ({})",
                    file,
                    e.getClass().getSimpleName());
        }
        remove(file);
        return Optional.empty();
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            all.forEach(files::add);
        } catch (NoSuchFileException e) {
            // Nothing has been stored yet.
        } catch (IOException | RuntimeException e) {
            log.info("Ignored the inventory cache in {}: the directory cannot be read", directory);
        }
        return files;
    }

    private Path file(ScopeKey scope) {
        String project = scope.project() == null ? "" : scope.project().value();
        return directory.resolve(prefix(scope.cloud()) + hashOf(project) + ".json.gz");
    }

    private static String prefix(CloudName cloud) {
        return hashOf(cloud.value()) + "-";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String hashOf(String name) {
        return Sha256.hex(name).substring(0, 32);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.info("Could not delete the cached servers in {}", file);
        }
    }
}
