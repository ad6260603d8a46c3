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
import org.stackdeck.audit.retention.AuditExpiryEntryCodec;

/**
 * Notes the newest entry written by this instance in a file of the data directory. An attacker who can only write to
 * the database can then neither truncate nor rewrite the trail undetected. The file is updated only while the trail
 * contains the noted entry, so that a truncation is still detected after the trail has grown again. After an
 * intentional restore of an older database, the administrator must delete the file. A file created for an existing
 * trail contains the number of the first noted entry, because the file proves nothing about earlier entries.
 */
@Component
public class AuditWitnessFile {

    public static final String FILE = "audit-witness";

    private static final Logger LOG = LoggerFactory.getLogger(AuditWitnessFile.class);
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})(?: from (\\d{1,18}))?\\s*");

    private final AuditChainRepository store;
    private final AuditExpiryEntryCodec auditExpiryEntryCodec;
    private final Path file;
    private boolean failing;

    AuditWitnessFile(
            AuditChainRepository store,
            AuditExpiryEntryCodec auditExpiryEntryCodec,
            @Value("${stackdeck.data-dir}") Path directory) {
        this.store = store;
        this.auditExpiryEntryCodec = auditExpiryEntryCodec;
        this.file = directory.resolve(FILE);
    }

    /**
     * Content of the file.
     *
     * @param sequence number of the newest noted entry; 0 for none
     * @param from number of the first noted entry; 1 if the file does not contain this number
     */
    record WitnessedState(long sequence, String hash, long from, boolean unreadable) {

        private static final WitnessedState NOTHING = new WitnessedState(0, "", 1, false);
        private static final WitnessedState UNREADABLE = new WitnessedState(0, "", 1, true);

        private static WitnessedState of(Matcher line) {
            String from = line.group(3);
            return new WitnessedState(
                    Long.parseLong(line.group(1)), line.group(2), from == null ? 1 : Long.parseLong(from), false);
        }

        boolean isMissing() {
            return sequence == 0 && !unreadable;
        }

        private String toLine() {
            return sequence + " " + hash + (from == 1 ? "" : " from " + from) + "\n";
        }
    }

    /** Logs write errors instead of throwing them, because an exception would not repair the trail. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(AuditEntriesWritten written) {
        update(written);
    }

    synchronized WitnessedState read() {
        try {
            Matcher line = LINE.matcher(Files.readString(file));
            return line.matches() ? WitnessedState.of(line) : WitnessedState.UNREADABLE;
        } catch (NoSuchFileException e) {
            return WitnessedState.NOTHING;
        } catch (IOException e) {
            return WitnessedState.UNREADABLE;
        }
    }

    /** Returns whether the trail contains the noted entry, or records its deletion after the retention period. */
    private boolean isInTrail(WitnessedState witnessedState) {
        AuditChainRepository.ChainHead removed = auditExpiryEntryCodec.chainStart();
        return witnessedState.sequence() < Math.max(removed.sequence(), 1)
                || removed.equals(new AuditChainRepository.ChainHead(witnessedState.sequence(), witnessedState.hash()))
                || store.links(witnessedState.sequence() - 1, witnessedState.sequence(), 1).stream()
                        .anyMatch(chainLink -> chainLink.hash().equals(witnessedState.hash()));
    }

    synchronized void update(AuditEntriesWritten written) {
        WitnessedState witnessedState = read();
        if (witnessedState.unreadable()
                || written.sequence() <= witnessedState.sequence()
                || !isInTrail(witnessedState)) {
            return;
        }
        long from = witnessedState.isMissing() ? written.first() : witnessedState.from();
        if (witnessedState.isMissing() && from > 1) {
            LOG.warn(
                    "The file {} was missing and was created again at entry {} of the audit trail. Earlier entries"
                            + " cannot be verified with it",
                    file,
                    from);
        }
        try {
            Path whole = file.resolveSibling(FILE + ".new");
            write(whole, new WitnessedState(written.sequence(), written.hash(), from, false).toLine());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "Could not write the newest entry of the audit trail to {}: {}. Stackdeck tries again at the"
                                + " next entry",
                        file,
                        e.toString());
            }
            failing = true;
        }
    }

    /**
     * Writes the file and syncs it to disk before it is renamed. An empty file after a power failure would look like a
     * forged file.
     */
    private static void write(Path file, String line) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
    }
}
