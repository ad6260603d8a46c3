package org.stackdeck.inventory.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serializes records that contain servers or resources. Compression with gzip reduces the size to about a tenth, and
 * the checksum of gzip detects damage. Reading rejects records with unknown or missing fields.
 */
public final class CompressedJson {

    private static final int BUFFER = 1 << 16;

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            // Values of resources have no declared type, and their numbers are of the type Long.
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            // A name can contain an unpaired surrogate, which UTF-8 cannot encode.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final class FastGzipOutputStream extends GZIPOutputStream {

        FastGzipOutputStream(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    public byte[] write(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new FastGzipOutputStream(bytes)) {
            json.writeValue(out, value);
        }
        return bytes.toByteArray();
    }

    /** Returns the value as text of ASCII characters. */
    public String writeText(Object value) {
        try {
            return Base64.getEncoder().encodeToString(write(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a value from the text that {@link #writeText} has returned.
     *
     * @throws RuntimeException if the text is damaged, or another version of Stackdeck has written it in an
     *     incompatible format
     */
    public <T> T readText(String text, Class<T> type) {
        byte[] bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        try {
            return read(new ByteArrayInputStream(bytes), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a value and closes the stream.
     *
     * @throws IOException if the stream cannot be read or is damaged
     * @throws tools.jackson.core.JacksonException if the content does not match the type
     */
    public <T> T read(InputStream compressed, Class<T> type) throws IOException {
        // Read as characters, because Jackson's byte reader rejects the unpaired surrogates in names.
        try (Reader in = new InputStreamReader(new GZIPInputStream(compressed, BUFFER), StandardCharsets.US_ASCII)) {
            return json.readValue(in, type);
        }
    }
}
