package org.stackdeck.diagnostics.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the entries into a ZIP file in memory. The size of the file is a few hundred kilobytes. */
@Component
public class BundleWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BundleWriter.class);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<BundleEntry> entries;

    BundleWriter(List<BundleEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    public byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (BundleEntry entry : entries) {
                zip.putNextEntry(new ZipEntry(entry.fileName()));
                zip.write(text(entry).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Returns the content, or a message if the entry cannot be collected, for example while the database is
     * unavailable. The other entries are still useful.
     */
    private static String text(BundleEntry entry) {
        try {
            Object content = entry.content();
            return content instanceof String text ? text : JSON.writeValueAsString(content);
        } catch (RuntimeException e) {
            LOG.warn("Could not collect the entry {} of the diagnostics bundle", entry.fileName(), e);
            return "Not available: " + e.getClass().getName();
        }
    }
}
