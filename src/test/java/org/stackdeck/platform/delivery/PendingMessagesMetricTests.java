package org.stackdeck.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class PendingMessagesMetricTests {

    private final SingleConnectionDataSource connection =
            new SingleConnectionDataSource("jdbc:h2:mem:pending-messages;MODE=MariaDB", "sa", "", true);
    private final JdbcClient database = JdbcClient.create(connection);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PendingMessagesMetric metric =
            new PendingMessagesMetric("mail", new DeliveryQueue(database, "messages", "owner"));

    @BeforeEach
    void createQueue() {
        database.sql("create table messages (id varchar(36), state varchar(10))")
                .update();
        metric.bindTo(registry);
    }

    @AfterEach
    void closeDatabase() {
        connection.destroy();
    }

    @Test
    void pendingMessagesAreCounted() {
        assertThat(pending()).isNaN();
        add("PENDING");
        add("PENDING");
        add("SENT");
        add("FAILED");

        metric.count();

        assertThat(pending()).isEqualTo(2);
    }

    @Test
    void numberIsUnknownDuringADatabaseOutage() {
        metric.count();
        assertThat(pending()).isZero();

        database.sql("drop table messages").update();
        metric.count();

        assertThat(pending()).isNaN();
    }

    private double pending() {
        return registry.get("stackdeck.delivery.pending")
                .tag("queue", "mail")
                .gauge()
                .value();
    }

    private void add(String state) {
        database.sql("insert into messages (id, state) values (?, ?)")
                .params(UUID.randomUUID().toString(), state)
                .update();
    }
}
