package org.stackdeck.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** Finds audit entries, newest first. The database evaluates the filter and returns one page at a time. */
@Service
public class AuditSearchService {

    private static final int MAX_PAGE_SIZE = 1000;

    /** Timeout of queries that a user waits for. */
    private static final int TIMEOUT_SECONDS = 10;

    private final JdbcClient database;
    private final JdbcClient timeLimitedDatabase;

    AuditSearchService(JdbcClient database, DataSource source) {
        this.database = database;
        JdbcTemplate template = new JdbcTemplate(source);
        template.setQueryTimeout(TIMEOUT_SECONDS);
        this.timeLimitedDatabase = JdbcClient.create(template);
    }

    /**
     * Returns a page of matching entries before a sequence number.
     *
     * @param skip number of newest matches to skip; large values are slow, because the database reads each of them
     * @param limit 1 to {@value #MAX_PAGE_SIZE}
     * @throws org.springframework.dao.QueryTimeoutException if the query takes longer than {@value #TIMEOUT_SECONDS} s
     */
    public List<NumberedAuditEntry> findPage(AuditEntryFilter query, long before, int skip, int limit) {
        if (skip < 0 || limit < 1 || limit > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("skip from 0, limit from 1 to " + MAX_PAGE_SIZE);
        }
        return find(timeLimitedDatabase, query, 0, before, skip, limit);
    }

    /**
     * Returns the number of matching entries after a sequence number, at most {@value #MAX_PAGE_SIZE}.
     *
     * @throws org.springframework.dao.QueryTimeoutException if the query takes longer than {@value #TIMEOUT_SECONDS} s
     */
    public int countNewer(AuditEntryFilter query, long after) {
        return find(timeLimitedDatabase, query, after, Long.MAX_VALUE, 0, MAX_PAGE_SIZE)
                .size();
    }

    /** Returns the number of the newest entry; 0 if there is none. */
    public long newestSequence() {
        return number("max");
    }

    /** Returns the number of the oldest entry that has not been deleted; 0 if there is none. */
    public long oldestSequence() {
        return number("min");
    }

    private long number(String aggregateFunction) {
        return database.sql("select coalesce(" + aggregateFunction + "(sequence_number), 0) from audit_entry")
                .query(Long.class)
                .single();
    }

    /**
     * Passes all matching entries to the consumer. Loads one page at a time.
     *
     * @param beforePage called before each page is loaded; can end the iteration by throwing an exception
     */
    public void forEach(AuditEntryFilter query, Runnable beforePage, Consumer<NumberedAuditEntry> receiver) {
        long before = Long.MAX_VALUE;
        List<NumberedAuditEntry> page;
        do {
            beforePage.run();
            page = find(database, query, 0, before, 0, MAX_PAGE_SIZE);
            page.forEach(receiver);
            before = page.isEmpty() ? before : page.getLast().sequence();
        } while (page.size() == MAX_PAGE_SIZE);
    }

    private static List<NumberedAuditEntry> find(
            JdbcClient database, AuditEntryFilter query, long after, long before, int skip, int limit) {
        Map<String, Object> values = new LinkedHashMap<>();
        String conditions = conditions(query, values);
        values.put("after", after);
        values.put("before", before);
        values.put("limit", limit);
        values.put("skip", skip);
        return database.sql("select * from audit_entry where sequence_number > :after and sequence_number < :before"
                        + conditions + " order by sequence_number desc limit :limit offset :skip")
                .params(values)
                .query(AuditChainRepository::toRecord)
                .list();
    }

    /** Returns SQL that contains constant text only; values are passed as parameters. */
    private static String conditions(AuditEntryFilter query, Map<String, Object> values) {
        List<String> all = new ArrayList<>();
        if (!query.actorPrefix().isEmpty()) {
            all.add("actor like :who escape '!'");
            values.put("who", literal(query.actorPrefix()) + "%");
        }
        if (!query.actionPrefix().isEmpty()) {
            if (ascii(query.actionPrefix())) {
                all.add("action like :what escape '!'");
                values.put("what", literal(query.actionPrefix()) + "%");
            } else {
                all.add("1 = 0");
            }
        }
        if (!query.text().isEmpty()) {
            String text = query.text().toLowerCase(Locale.ROOT);
            String escaped = AuditDetail.escaped(text);
            String json = escaped.equals(text) ? "" : " or lower(detail) like :json escape '!'";
            String action = ascii(text) ? " or action like :text escape '!'" : "";
            all.add("(lower(actor) like :text escape '!' or lower(object_name) like :text escape '!'"
                    + " or lower(object_id) like :text escape '!' or lower(detail) like :text escape '!'"
                    + json + action + ")");
            values.put("text", "%" + literal(text) + "%");
            values.put("json", "%" + literal(escaped) + "%");
        }
        @Nullable Instant from = query.from();
        if (from != null) {
            all.add("written_at >= :from");
            values.put("from", DatabaseTimestamps.toDatabase(from));
        }
        @Nullable Instant until = query.until();
        if (until != null) {
            all.add("written_at < :until");
            values.put("until", DatabaseTimestamps.toDatabase(until));
        }
        if (!query.results().isEmpty()) {
            all.add("result in (:results)");
            values.put("results", query.results().stream().map(Enum::name).toList());
        }
        return all.isEmpty() ? "" : " and " + String.join(" and ", all);
    }

    /**
     * Returns whether the text is ASCII: MariaDB rejects a comparison of non-ASCII text with an ASCII column such as
     * {@code action}.
     */
    private static boolean ascii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private static String literal(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }
}
