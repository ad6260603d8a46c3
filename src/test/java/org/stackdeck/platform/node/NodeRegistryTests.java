package org.stackdeck.platform.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.database.DatabaseTest;

@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class NodeRegistryTests {

    private static final String REPORT = "Another Stackdeck process";

    @Autowired
    private JdbcClient database;

    @Autowired
    private DataSource dataSource;

    @BeforeEach
    void clear() {
        database.sql("delete from node").update();
    }

    private NodeRegistry node(boolean enabled) {
        return new NodeRegistry(
                dataSource,
                new ClusterProperties(enabled, Duration.ofMillis(250), Duration.ZERO),
                NodeId.create(),
                "jdbc:mariadb://db/x");
    }

    @Test
    void aliveProcessWithoutTheSettingIsReportedOnce(CapturedOutput output) {
        NodeRegistry node = node(true);
        NodeRegistry other = node(false);
        other.beat();
        node.beat();
        assertThat(output).doesNotContain(REPORT);

        for (int i = 0; i < 3; i++) {
            other.beat();
            node.beat();
        }

        // Each of the two processes reports it once.
        assertThat(output.toString().split(REPORT)).hasSize(3);
    }

    @Test
    void processesWithTheSettingAreNotReported(CapturedOutput output) {
        NodeRegistry node = node(true);
        NodeRegistry other = node(true);

        for (int i = 0; i < 3; i++) {
            other.beat();
            node.beat();
        }

        assertThat(output).doesNotContain(REPORT);
    }

    @Test
    void rowOfAKilledProcessIsDeletedWithoutAReport(CapturedOutput output) {
        NodeRegistry node = node(false);
        node(false).beat();

        for (int i = 0; i < 15; i++) {
            node.beat();
        }

        assertThat(output).doesNotContain(REPORT);
        assertThat(database.sql("select count(*) from node")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void stoppedProcessDeletesItsRow() {
        NodeRegistry node = node(true);
        node.afterSingletonsInstantiated();

        node.destroy();

        assertThat(database.sql("select count(*) from node")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
