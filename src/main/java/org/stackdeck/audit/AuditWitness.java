package org.stackdeck.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Notes the newest entry written by this instance in a file of the data directory. An attacker who can only write to
 * the database can then neither truncate nor rewrite the trail undetected. The file is updated only while the trail
 * contains the noted entry, so that a trail that grew again after a truncation is still detected; after an intentional
 * restore of an older database, the administrator must delete the file. A file created for an existing trail contains
 * the number of its first entry, because it proves nothing about earlier ones.
 */
@Component
class AuditWitness {

    static final String FILE = "audit-witness";

    private static final Logger LOG = LoggerFactory.getLogger(AuditWitness.class);
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})(?: from (\\d{1,18}))?\\s*");

    private final AuditStore store;
    private final Expiries expiries;
    private final Path file;
    private boolean failing;

    AuditWitness(AuditStore store, Expiries expiries, @Value("${stackdeck.data-dir}") Path directory) {
        this.store = store;
        this.expiries = expiries;
        this.file = directory.resolve(FILE);
    }

    /**
     * Content of the file.
     *
     * @param sequence number of the newest noted entry; 0 for none
     * @param from number of the first noted entry; 1 also if the file does not contain it
     */
    record Seen(long sequence, String hash, long from, boolean unreadable) {

        private static final Seen NOTHING = new Seen(0, "", 1, false);
        private static final Seen UNREADABLE = new Seen(0, "", 1, true);

        private static Seen of(Matcher line) {
            String from = line.group(3);
            return new Seen(
                    Long.parseLong(line.group(1)), line.group(2), from == null ? 1 : Long.parseLong(from), false);
        }

        boolean missing() {
            return sequence == 0 && !unreadable;
        }

        private String line() {
            return sequence + " " + hash + (from == 1 ? "" : " from " + from) + "\n";
        }
    }

    /** A file that cannot be written is only logged, because failing would not repair the trail. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(AuditWritten written) {
        note(written);
    }

    synchronized Seen seen() {
        try {
            Matcher line = LINE.matcher(Files.readString(file));
            return line.matches() ? Seen.of(line) : Seen.UNREADABLE;
        } catch (NoSuchFileException e) {
            return Seen.NOTHING;
        } catch (IOException e) {
            return Seen.UNREADABLE;
        }
    }

    /** Whether the noted entry is in the trail, or among the deleted entries according to the trail. */
    private boolean stands(Seen seen) {
        AuditStore.Head removed = expiries.beginning();
        return seen.sequence() < Math.max(removed.sequence(), 1)
                || removed.equals(new AuditStore.Head(seen.sequence(), seen.hash()))
                || store.links(seen.sequence() - 1, seen.sequence(), 1).stream()
                        .anyMatch(link -> link.hash().equals(seen.hash()));
    }

    private synchronized void note(AuditWritten written) {
        Seen seen = seen();
        if (seen.unreadable() || written.sequence() <= seen.sequence() || !stands(seen)) {
            return;
        }
        long from = seen.missing() ? written.first() : seen.from();
        if (seen.missing() && from > 1) {
            LOG.warn(
                    "The file {} was missing and is created again at entry {} of the audit trail. It proves nothing about"
                            + " earlier entries",
                    file,
                    from);
        }
        try {
            Path whole = file.resolveSibling(FILE + ".new");
            write(whole, new Seen(written.sequence(), written.hash(), from, false).line());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("Could not note the newest entry of the audit trail in {}: {}", file, e.toString());
            }
            failing = true;
        }
    }

    /** Synced to disk before it is renamed: an empty file after a power failure would look like a forged one. */
    private static void write(Path file, String line) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
    }
}
