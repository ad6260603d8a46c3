package org.stackdeck.audit.retention;

import java.util.Optional;
import javax.crypto.SecretKey;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.stackdeck.audit.AuditChainRepository;
import org.stackdeck.audit.AuditEntry;

/**
 * Signs the latest recorded deletion of expired entries with another key, so that the trail can be verified with that
 * key.
 */
public final class AuditExpiryKeyRotation {

    private final AuditExpiryEntryCodec former;
    private final AuditExpiryEntryCodec next;

    public AuditExpiryKeyRotation(AuditChainRepository store, SecretKey former, SecretKey next) {
        this.former = codec(store, former);
        this.next = codec(store, next);
    }

    /**
     * Returns an entry that repeats the latest deletion record, signed with the next key. Returns empty if there is no
     * record, if the next key has already signed the record, or if the former key did not sign it.
     */
    public Optional<AuditEntry> createEntry() {
        return former.newest(Long.MAX_VALUE)
                .filter(newest -> next.parse(newest).isEmpty())
                .flatMap(former::parse)
                .map(deletion -> next.createEntry(new AuditExpiryRecord(0, deletion.last(), deletion.newest())));
    }

    private static AuditExpiryEntryCodec codec(AuditChainRepository store, SecretKey key) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("key", key);
        return new AuditExpiryEntryCodec(store, new AuditExpirySigner(beans.getBeanProvider(SecretKey.class)));
    }
}
