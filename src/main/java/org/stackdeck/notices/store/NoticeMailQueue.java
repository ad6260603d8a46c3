package org.stackdeck.notices.store;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.mail.MailStatusService;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeId;

/** Queue of the notices that the next e-mail to each user will contain. */
@Component
public class NoticeMailQueue {

    private final JdbcClient database;
    private final MailStatusService mailStatusService;

    NoticeMailQueue(JdbcClient database, MailStatusService mailStatusService) {
        this.database = database;
        this.mailStatusService = mailStatusService;
    }

    /**
     * Adds a new or extended notice in the transaction that stores it, if e-mail is configured. The caller holds the
     * lock on the user's notices.
     */
    void add(UserId user, NoticeId notice) {
        if (mailStatusService.isConfigured() && !contains(notice)) {
            database.sql("insert into notice_mail_queue (notice_id, account_id) values (?, ?)")
                    .params(notice.toString(), user.toString())
                    .update();
        }
    }

    private boolean contains(NoticeId notice) {
        return database.sql("select count(*) from notice_mail_queue where notice_id = ?")
                        .param(notice.toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Returns the users of all notices in the queue. */
    public List<UserId> users() {
        return database.sql("select distinct account_id from notice_mail_queue")
                .query((row, _) -> new UserId(UUID.fromString(row.getString("account_id"))))
                .list();
    }

    /**
     * Removes and returns the notices of the user, newest first. Requires a transaction: of two concurrent calls, the
     * second waits for the first and returns nothing.
     */
    public List<Notice> take(UserId user) {
        // Take the lock of the writers, so that a notice that is extended at the same time is added again afterward.
        database.sql("select change_number from user_notice_changes where account_id = ? for update")
                .param(user.toString())
                .query(Long.class)
                .list();
        List<Notice> taken = database.sql("""
                        select n.id, n.kind, n.arguments, n.created_at, n.read_at
                        from notice_mail_queue q join user_notices n on n.id = q.notice_id
                        where q.account_id = ? order by n.created_at desc, n.id""")
                .param(user.toString())
                .query((row, _) -> NoticeRepository.notice(row))
                .list();
        database.sql("delete from notice_mail_queue where account_id = ?")
                .param(user.toString())
                .update();
        return taken;
    }
}
