package org.stackdeck.connections;

import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.identity.TestAdminActionExecutors;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.secret.TestSecretBoxes;

/** Creates the real service with a separate database that has only the tables of connections. */
public final class TestCloudConnectionServices {

    private TestCloudConnectionServices() {}

    public static CloudConnectionService create(
            UserDirectory userDirectory, AuditTrail trail, CloudConnector connector) {
        JdbcClient database = JdbcClient.create(
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
        database.sql(
                        "create table cloud_connection (name varchar(64) primary key, version int, settings varchar(100000),"
                                + " secrets varchar(100000), created_at timestamp(6), changed_at timestamp(6), changed_by varchar(255))")
                .update();
        database.sql("create table cloud_connection_lock (id int primary key)").update();
        database.sql("insert into cloud_connection_lock values (1)").update();
        CloudConnectionRepository repository = new CloudConnectionRepository(database, TestSecretBoxes.create());
        return new CloudConnectionService(
                repository,
                new CloudConnectionRefresher(repository, connector),
                connector,
                userDirectory,
                TestAdminActionExecutors.of(userDirectory, trail),
                Clock.systemUTC(),
                _ -> {});
    }
}
