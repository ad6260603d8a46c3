-- Database of revision d080242, written by H2's Script tool, for EarlierDatabaseTests.
-- H2 2.4.240;
CREATE USER IF NOT EXISTS "SA" PASSWORD '' ADMIN;
CREATE CACHED TABLE "PUBLIC"."DATABASECHANGELOG"(
    "ID" CHARACTER VARYING(255) NOT NULL,
    "AUTHOR" CHARACTER VARYING(255) NOT NULL,
    "FILENAME" CHARACTER VARYING(255) NOT NULL,
    "DATEEXECUTED" TIMESTAMP NOT NULL,
    "ORDEREXECUTED" INTEGER NOT NULL,
    "EXECTYPE" CHARACTER VARYING(10) NOT NULL,
    "MD5SUM" CHARACTER VARYING(35),
    "DESCRIPTION" CHARACTER VARYING(255),
    "COMMENTS" CHARACTER VARYING(255),
    "TAG" CHARACTER VARYING(255),
    "LIQUIBASE" CHARACTER VARYING(20),
    "CONTEXTS" CHARACTER VARYING(255),
    "LABELS" CHARACTER VARYING(255),
    "DEPLOYMENT_ID" CHARACTER VARYING(10)
);
-- 41 +/- SELECT COUNT(*) FROM PUBLIC.DATABASECHANGELOG;
INSERT INTO "PUBLIC"."DATABASECHANGELOG" VALUES
('010-accounts', 'stackdeck', 'db/changelog/changes/010-identity.yaml', TIMESTAMP '2026-11-27 14:11:42.598612', 1, 'EXECUTED', '9:7580991ed69bec963a7c44d372ad619a', 'createTable tableName=accounts; sql; sql', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('010-name-clashes', 'stackdeck', 'db/changelog/changes/010-identity.yaml', TIMESTAMP '2026-11-27 14:11:42.62252', 2, 'EXECUTED', '9:9406dbd35ed96f4dc96c3eabec71c62d', 'createTable tableName=name_clashes', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('010-claims', 'stackdeck', 'db/changelog/changes/010-identity.yaml', TIMESTAMP '2026-11-27 14:11:42.645367', 3, 'EXECUTED', '9:873759c09e6a1e57199acde9166ec026', 'createTable tableName=claims; createIndex indexName=ix_claims_created_at, tableName=claims', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('010-reset-codes', 'stackdeck', 'db/changelog/changes/010-identity.yaml', TIMESTAMP '2026-11-27 14:11:42.660072', 4, 'EXECUTED', '9:b3b6d541d90fb3c129276aa8e718a960', 'createTable tableName=reset_codes', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('010-administrator-lock', 'stackdeck', 'db/changelog/changes/010-identity.yaml', TIMESTAMP '2026-11-27 14:11:42.669083', 5, 'EXECUTED', '9:f6cc8dc65a685ca91cd0153b4236e351', 'createTable tableName=administrator_lock; insert tableName=administrator_lock', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('012-groups', 'stackdeck', 'db/changelog/changes/012-groups.yaml', TIMESTAMP '2026-11-27 14:11:42.695275', 6, 'EXECUTED', '9:a589cbd900c8f8b27882d13e6556b99e', 'createTable tableName=user_groups; createTable tableName=group_members; addPrimaryKey constraintName=pk_group_members, tableName=group_members; createTable tableName=groups_lock; insert tableName=groups_lock', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('020-grants', 'stackdeck', 'db/changelog/changes/020-access.yaml', TIMESTAMP '2026-11-27 14:11:42.716395', 7, 'EXECUTED', '9:d6cb58ca1af91803599cb2516a135f73', 'createTable tableName=grants; createIndex indexName=ix_grants_subject, tableName=grants; sql; sql', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('020-grants-lock', 'stackdeck', 'db/changelog/changes/020-access.yaml', TIMESTAMP '2026-11-27 14:11:42.728283', 8, 'EXECUTED', '9:36a4f3a2898b04ff6b7584f72566d29e', 'createTable tableName=grants_lock; insert tableName=grants_lock', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('021-grant-terms', 'stackdeck', 'db/changelog/changes/021-access-terms.yaml', TIMESTAMP '2026-11-27 14:11:42.876075', 9, 'EXECUTED', '9:9a8743a5c3f2ada583445b99a45bb96d', 'createTable tableName=grant_projects; addPrimaryKey constraintName=pk_grant_projects, tableName=grant_projects; sql; dropColumn columnName=project, tableName=grants; addColumn tableName=grants; sql; addNotNullConstraint columnName=servers, tableNa...', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('021-roles', 'stackdeck', 'db/changelog/changes/021-access-terms.yaml', TIMESTAMP '2026-11-27 14:11:42.881414', 10, 'EXECUTED', '9:a9b709c50685e45f1dff7a719224e530', 'createTable tableName=roles', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('021-server-owners', 'stackdeck', 'db/changelog/changes/021-access-terms.yaml', TIMESTAMP '2026-11-27 14:11:42.887069', 11, 'EXECUTED', '9:5b915f63898e40cc32c5af07a6725e27', 'createTable tableName=server_owners; addPrimaryKey constraintName=pk_server_owners, tableName=server_owners; createIndex indexName=ix_server_owners_account, tableName=server_owners', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('022-grants-about', 'stackdeck', 'db/changelog/changes/022-grants-about.yaml', TIMESTAMP '2026-11-27 14:11:42.905235', 12, 'EXECUTED', '9:c9f51ba31e1afc83b853de9b4a08c520', 'addColumn tableName=grants; sql; createIndex indexName=ix_grants_all_projects, tableName=grants; createIndex indexName=ix_grant_projects_project, tableName=grant_projects', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('024-access-requests', 'stackdeck', 'db/changelog/changes/024-access-requests.yaml', TIMESTAMP '2026-11-27 14:11:42.926674', 13, 'EXECUTED', '9:ddf83aa670de3bff7fe62639cf51a5f7', 'createTable tableName=access_requests; createIndex indexName=ix_access_requests_account, tableName=access_requests; createIndex indexName=ix_access_requests_state, tableName=access_requests; createTable tableName=access_requests_lock; insert table...', '', NULL, '4.33.0', NULL, NULL, '5788700939');
INSERT INTO "PUBLIC"."DATABASECHANGELOG" VALUES
('025-access-request-changes', 'stackdeck', 'db/changelog/changes/025-access-request-changes.yaml', TIMESTAMP '2026-11-27 14:11:42.94728', 14, 'EXECUTED', '9:8bca56c9f8cce69da7896e99332283c7', 'addColumn tableName=access_requests; createIndex indexName=ix_access_requests_change, tableName=access_requests; addColumn tableName=access_requests_lock', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('audit-1', 'stackdeck', 'db/changelog/changes/030-audit.yaml', TIMESTAMP '2026-11-27 14:11:42.953512', 15, 'EXECUTED', '9:ad33f7f7bee7138aaeee7cf933f3129f', 'createTable tableName=audit_entry; createTable tableName=audit_head; insert tableName=audit_head', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('031-audit-search', 'stackdeck', 'db/changelog/changes/031-audit-search.yaml', TIMESTAMP '2026-11-27 14:11:42.960785', 16, 'EXECUTED', '9:cefd361b53f8e83bb6ee1ab03bb260cf', 'createIndex indexName=ix_audit_entry_actor, tableName=audit_entry; createIndex indexName=ix_audit_entry_action, tableName=audit_entry; createIndex indexName=ix_audit_entry_result, tableName=audit_entry; createIndex indexName=ix_audit_entry_written...', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('032-audit-retention', 'stackdeck', 'db/changelog/changes/032-audit-retention.yaml', TIMESTAMP '2026-11-27 14:11:42.968181', 17, 'EXECUTED', '9:9309748d4501b3101d1ad9bb612433df', 'createTable tableName=audit_retention; insert tableName=audit_retention', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('operations-1', 'stackdeck', 'db/changelog/changes/040-operations.yaml', TIMESTAMP '2026-11-27 14:11:42.992074', 18, 'EXECUTED', '9:a3a79e0e3e3085eae3684c444c0bdcab', 'createTable tableName=operation; addUniqueConstraint constraintName=operation_one_active_per_server, tableName=operation; createIndex indexName=operation_accepted_at, tableName=operation; createIndex indexName=operation_active, tableName=operation', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('operations-2', 'stackdeck', 'db/changelog/changes/040-operations.yaml', TIMESTAMP '2026-11-27 14:11:43.058179', 19, 'EXECUTED', '9:e1dcf280e2d011d46a3d993961905444', 'createTable tableName=scheduled_tasks; createIndex indexName=scheduled_tasks_execution_time, tableName=scheduled_tasks; createIndex indexName=scheduled_tasks_last_heartbeat, tableName=scheduled_tasks', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('operations-picked-by', 'stackdeck', 'db/changelog/changes/040-operations.yaml', TIMESTAMP '2026-11-27 14:11:43.0763', 20, 'EXECUTED', '9:f033217eab0a0835107a51d88aae620b', 'modifyDataType columnName=picked_by, tableName=scheduled_tasks', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('operation-parameters-1', 'stackdeck', 'db/changelog/changes/041-operation-parameters.yaml', TIMESTAMP '2026-11-27 14:11:43.133822', 21, 'EXECUTED', '9:029af6aed3c7415a77f90515b6ff48b5', 'addColumn tableName=operation', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('launches-1', 'stackdeck', 'db/changelog/changes/042-launches.yaml', TIMESTAMP '2026-11-27 14:11:43.183052', 22, 'EXECUTED', '9:03ab641c422c7546558ef49c314b2f99', 'addColumn tableName=operation; createIndex indexName=operation_created_id, tableName=operation; createIndex indexName=operation_key_pair, tableName=operation', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('launches-2', 'stackdeck', 'db/changelog/changes/042-launches.yaml', TIMESTAMP '2026-11-27 14:11:43.194601', 23, 'EXECUTED', '9:6ca78690a145265a3b692bff4b3ab00b', 'createTable tableName=idempotent_request; createIndex indexName=idempotent_request_accepted_at, tableName=idempotent_request', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('key-pairs-1', 'stackdeck', 'db/changelog/changes/043-key-pairs.yaml', TIMESTAMP '2026-11-27 14:11:43.207881', 24, 'EXECUTED', '9:db9c0bde6b5a39c5de59aa87d4a61283', 'createTable tableName=key_pair', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('050-login-sessions', 'stackdeck', 'db/changelog/changes/050-sessions.yaml', TIMESTAMP '2026-11-27 14:11:43.241917', 25, 'EXECUTED', '9:6e618f9afe1ac0216675502aae0beae4', 'createTable tableName=login_sessions; sql; createIndex indexName=ix_login_sessions_expires_at, tableName=login_sessions; createIndex indexName=ix_login_sessions_active_at, tableName=login_sessions', '', NULL, '4.33.0', NULL, NULL, '5788700939');
INSERT INTO "PUBLIC"."DATABASECHANGELOG" VALUES
('055-proved-factors', 'stackdeck', 'db/changelog/changes/055-factors.yaml', TIMESTAMP '2026-11-27 14:11:43.265489', 26, 'EXECUTED', '9:2140a531956c0100297817b0e96ad992', 'addColumn tableName=login_sessions', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('055-totp-secrets', 'stackdeck', 'db/changelog/changes/055-factors.yaml', TIMESTAMP '2026-11-27 14:11:43.324263', 27, 'EXECUTED', '9:b7301ece45f1acefb7d991a496c028cb', 'createTable tableName=totp_secrets', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('055-recovery-codes', 'stackdeck', 'db/changelog/changes/055-factors.yaml', TIMESTAMP '2026-11-27 14:11:43.340669', 28, 'EXECUTED', '9:db2245fe67b4897c011338d7043781a0', 'createTable tableName=recovery_codes', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('056-factor-requirements', 'stackdeck', 'db/changelog/changes/056-factor-requirements.yaml', TIMESTAMP '2026-11-27 14:11:43.370269', 29, 'EXECUTED', '9:fb9b2fde13c1633d72378c1e36db5088', 'createTable tableName=factor_requirements', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('057-passkeys', 'stackdeck', 'db/changelog/changes/057-passkeys.yaml', TIMESTAMP '2026-11-27 14:11:43.411895', 30, 'EXECUTED', '9:b6cfb3bc70c37e5b5948cc8fab77351c', 'createTable tableName=passkeys', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('058-notices', 'stackdeck', 'db/changelog/changes/058-notices.yaml', TIMESTAMP '2026-11-27 14:11:43.441501', 31, 'EXECUTED', '9:9f5ac11ee25b2c68bab2cf6a0ce5d8c0', 'createTable tableName=notices', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('059-registration-policy', 'stackdeck', 'db/changelog/changes/059-registration.yaml', TIMESTAMP '2026-11-27 14:11:43.491631', 32, 'EXECUTED', '9:6c0115a22d7b059abf604cbf6e621f8a', 'createTable tableName=registration_policy; sql; sql; insert tableName=registration_policy', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('060-invitations', 'stackdeck', 'db/changelog/changes/060-invitations.yaml', TIMESTAMP '2026-11-27 14:11:43.605665', 33, 'EXECUTED', '9:67de8333b212b72075bf3d41f2d285ae', 'createTable tableName=invitations; sql; createTable tableName=invitation_groups; addPrimaryKey constraintName=pk_invitation_groups, tableName=invitation_groups; createTable tableName=invitation_uses; createIndex indexName=ix_invitation_uses_invita...', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('061-invitation-grants', 'stackdeck', 'db/changelog/changes/061-invitation-grants.yaml', TIMESTAMP '2026-11-27 14:11:43.635378', 34, 'EXECUTED', '9:e0d431bdd0fcd89171748ca4c1567d33', 'createTable tableName=invitation_grants; addUniqueConstraint constraintName=uq_invitation_grants, tableName=invitation_grants', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('062-idempotent-parts', 'stackdeck', 'db/changelog/changes/062-idempotent-parts.yaml', TIMESTAMP '2026-11-27 14:11:43.651803', 35, 'EXECUTED', '9:0c49175858557b242245a708c0e5373f', 'createTable tableName=idempotent_part; addForeignKeyConstraint baseTableName=idempotent_part, constraintName=fk_idempotent_part_request, referencedTableName=idempotent_request', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('063-operation-ends', 'stackdeck', 'db/changelog/changes/063-operation-ends.yaml', TIMESTAMP '2026-11-27 14:11:43.65364', 36, 'EXECUTED', '9:2458562219a89415f34dde07343c2c49', 'createIndex indexName=operation_state_finished_at, tableName=operation', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('065-server-protections', 'stackdeck', 'db/changelog/changes/065-server-protections.yaml', TIMESTAMP '2026-11-27 14:11:43.683414', 37, 'EXECUTED', '9:8b479133dbbb1193645583c6f6758239', 'createTable tableName=server_protections; addPrimaryKey constraintName=pk_server_protections, tableName=server_protections', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('068-recipes', 'stackdeck', 'db/changelog/changes/068-recipes.yaml', TIMESTAMP '2026-11-27 14:11:43.71886', 38, 'EXECUTED', '9:9f367d751c9c4c5baac2781c6421b4ce', 'createTable tableName=recipe; addUniqueConstraint constraintName=uq_recipe_name, tableName=recipe', '', NULL, '4.33.0', NULL, NULL, '5788700939');
INSERT INTO "PUBLIC"."DATABASECHANGELOG" VALUES
('075-operation-passwords', 'stackdeck', 'db/changelog/changes/075-operation-passwords.yaml', TIMESTAMP '2026-11-27 14:11:43.733551', 39, 'EXECUTED', '9:a0b9891165ea5f24c97953e97739fa39', 'createTable tableName=operation_password; createIndex indexName=ix_operation_password_made, tableName=operation_password', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('078-locks-of-counts', 'stackdeck', 'db/changelog/changes/078-locks-of-counts.yaml', TIMESTAMP '2026-11-27 14:11:43.796698', 40, 'EXECUTED', '9:8e06ada5eca9d121cb27c15238374119', 'createTable tableName=key_pair_lock; insert tableName=key_pair_lock; createTable tableName=recipe_lock; insert tableName=recipe_lock; addColumn tableName=operation', '', NULL, '4.33.0', NULL, NULL, '5788700939'),
('079-failed-launches', 'stackdeck', 'db/changelog/changes/079-failed-launches.yaml', TIMESTAMP '2026-11-27 14:11:43.850324', 41, 'EXECUTED', '9:5a06650e406bbf1c4557a85fdabf0e25', 'addColumn tableName=operation', '', 'aac4b7ae92c5a1102cac0e2c1368a1fc82ffbb977d685dab0d877cf5995a8325', '4.33.0', NULL, NULL, '5788700939');
CREATE CACHED TABLE "PUBLIC"."DATABASECHANGELOGLOCK"(
    "ID" INTEGER NOT NULL,
    "LOCKED" BOOLEAN NOT NULL,
    "LOCKGRANTED" TIMESTAMP,
    "LOCKEDBY" CHARACTER VARYING(255)
);
ALTER TABLE "PUBLIC"."DATABASECHANGELOGLOCK" ADD CONSTRAINT "PUBLIC"."PK_DATABASECHANGELOGLOCK" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.DATABASECHANGELOGLOCK;
INSERT INTO "PUBLIC"."DATABASECHANGELOGLOCK" VALUES
(1, FALSE, NULL, NULL);
CREATE CACHED TABLE "PUBLIC"."ACCOUNTS"(
    "ID" CHARACTER(36) NOT NULL,
    "NAME" CHARACTER VARYING(64) NOT NULL,
    "DISPLAY_NAME" CHARACTER VARYING(255) NOT NULL,
    "STATE" CHARACTER VARYING(64) NOT NULL,
    "ROLE" CHARACTER VARYING(64) NOT NULL,
    "PASSWORD_HASH" CHARACTER VARYING(255) NOT NULL,
    "LANGUAGE" CHARACTER VARYING(64),
    "THEME" CHARACTER VARYING(64),
    "GENERATION" BIGINT NOT NULL,
    "CREATED_AT" TIMESTAMP(6) NOT NULL,
    "VERSION" BIGINT NOT NULL
);
ALTER TABLE "PUBLIC"."ACCOUNTS" ADD CONSTRAINT "PUBLIC"."PK_ACCOUNTS" PRIMARY KEY("ID");
-- 4 +/- SELECT COUNT(*) FROM PUBLIC.ACCOUNTS;
INSERT INTO "PUBLIC"."ACCOUNTS" VALUES
('f939b02e-411b-490a-8404-56240acf7ff3', 'root', 'root', 'ACTIVE', 'ADMINISTRATOR', '$argon2id$v=19$m=19456,t=2,p=1$BTmQt6gVIjHQBPLTh62kkg$GtA5PoJ3nkmUzkg284fTGO5cCY7+H+WiI7zb7FfSiNE', NULL, NULL, 1, TIMESTAMP '2026-11-27 14:12:06.535315', 0),
('3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', 'mia', 'ACTIVE', 'MEMBER', '$argon2id$v=19$m=19456,t=2,p=1$glCXS7qiAgtN339LZSwZJg$b/3HCWKEfUXzZEMzVzm24ellyOpsQENPmW+Xe9+LTQ4', NULL, NULL, 0, TIMESTAMP '2026-11-27 14:12:07.293543', 1),
('21ff86aa-eaaf-4898-9bf1-26793348b566', 'ben', 'ben', 'ACTIVE', 'MEMBER', '$argon2id$v=19$m=19456,t=2,p=1$1fUsozFda/eMzMZZwVtAoA$cuDVaQJJCm6lenrq9UrdEf0fvsXwn/nATUZt1JBVlWM', NULL, NULL, 0, TIMESTAMP '2026-11-27 14:12:07.530233', 1),
('764472a5-3633-4072-956a-62e328ec7ad0', 'wei', 'wei', 'PENDING', 'MEMBER', '$argon2id$v=19$m=19456,t=2,p=1$SmxFPTq8dKv209vDCdDPxA$+t1BwYBs5ogZ5JtLPClcW6WCbXcHXdGDYgMwLeXWw7Q', NULL, NULL, 0, TIMESTAMP '2026-11-27 14:12:07.768954', 0);
CREATE CACHED TABLE "PUBLIC"."NAME_CLASHES"(
    "ID" CHARACTER(36) NOT NULL,
    "NAME" CHARACTER VARYING(64) NOT NULL,
    "DISPLAY_NAME" CHARACTER VARYING(255) NOT NULL,
    "SOURCE" CHARACTER VARYING(255) NOT NULL,
    "CREATED_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."NAME_CLASHES" ADD CONSTRAINT "PUBLIC"."PK_NAME_CLASHES" PRIMARY KEY("ID");
-- 3 +/- SELECT COUNT(*) FROM PUBLIC.NAME_CLASHES;
INSERT INTO "PUBLIC"."NAME_CLASHES" VALUES
('8c2e5ae9-0cb1-41a1-851c-109e85455d12', 'mia', 'mia', '127.0.0.1', TIMESTAMP '2026-11-27 14:12:08.036306'),
('23ffab6a-b5bf-4dfe-93fa-62525b9c48fa', 'mia', 'mia', '127.0.0.1', TIMESTAMP '2026-11-27 14:12:08.292192'),
('0d96483a-bf37-482f-9b1a-2219fe09fa5f', 'mia', 'mia', '127.0.0.1', TIMESTAMP '2026-11-27 14:12:08.376767');
CREATE CACHED TABLE "PUBLIC"."CLAIMS" COMMENT 'what a waiting page asks with; neither column of what it is for is set once that is gone'(
    "TOKEN_HASH" CHARACTER VARYING(64) NOT NULL,
    "ACCOUNT_ID" CHARACTER(36),
    "CLASH_ID" CHARACTER(36),
    "CREATED_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."CLAIMS" ADD CONSTRAINT "PUBLIC"."PK_CLAIMS" PRIMARY KEY("TOKEN_HASH");
-- 6 +/- SELECT COUNT(*) FROM PUBLIC.CLAIMS;
INSERT INTO "PUBLIC"."CLAIMS" VALUES
('0615cda613ef648bd9a5632f14f361935ba34e237e7537274d0caac213687852', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', NULL, TIMESTAMP '2026-11-27 14:12:07.31695'),
('af15b865f12ad64fb46f2f5cb37bc4c3ab8a5d4b8d7c39538981e99f9a35ac92', '21ff86aa-eaaf-4898-9bf1-26793348b566', NULL, TIMESTAMP '2026-11-27 14:12:07.536191'),
('faa7b074698b02a76bd9b26500453287cf4e40674a5a67a43fe5cd0051530c42', '764472a5-3633-4072-956a-62e328ec7ad0', NULL, TIMESTAMP '2026-11-27 14:12:07.777919'),
('5bc3c26257e1fff3c6d0bee3d66041d6af91568f351e9bee31e95020fdbfef46', NULL, '8c2e5ae9-0cb1-41a1-851c-109e85455d12', TIMESTAMP '2026-11-27 14:12:08.042692'),
('bcf68b10c6d71f4a7fd7cc84653e639daf0cc1c73addf62cfad2d14794a7e903', NULL, '23ffab6a-b5bf-4dfe-93fa-62525b9c48fa', TIMESTAMP '2026-11-27 14:12:08.304468'),
('716f89c32ecc71824b027b5be182d82baa7111b936379afcf0b6d3643a1d472c', NULL, '0d96483a-bf37-482f-9b1a-2219fe09fa5f', TIMESTAMP '2026-11-27 14:12:08.387282');
CREATE INDEX "PUBLIC"."IX_CLAIMS_CREATED_AT" ON "PUBLIC"."CLAIMS"("CREATED_AT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."RESET_CODES"(
    "ACCOUNT_ID" CHARACTER(36) NOT NULL,
    "CODE_HASH" CHARACTER VARYING(64) NOT NULL,
    "EXPIRES_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."RESET_CODES" ADD CONSTRAINT "PUBLIC"."PK_RESET_CODES" PRIMARY KEY("ACCOUNT_ID");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.RESET_CODES;
CREATE CACHED TABLE "PUBLIC"."ADMINISTRATOR_LOCK" COMMENT 'its one row is locked by whoever may change how many administrators there are'(
    "ID" INTEGER NOT NULL
);
ALTER TABLE "PUBLIC"."ADMINISTRATOR_LOCK" ADD CONSTRAINT "PUBLIC"."PK_ADMINISTRATOR_LOCK" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.ADMINISTRATOR_LOCK;
INSERT INTO "PUBLIC"."ADMINISTRATOR_LOCK" VALUES
(1);
CREATE CACHED TABLE "PUBLIC"."USER_GROUPS"(
    "ID" CHARACTER(36) NOT NULL,
    "NAME" CHARACTER VARYING(255) NOT NULL
);
ALTER TABLE "PUBLIC"."USER_GROUPS" ADD CONSTRAINT "PUBLIC"."PK_USER_GROUPS" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.USER_GROUPS;
INSERT INTO "PUBLIC"."USER_GROUPS" VALUES
('f3ce6c00-427c-4c37-98ec-cac7b46a14b6', 'Web team');
CREATE CACHED TABLE "PUBLIC"."GROUP_MEMBERS"(
    "GROUP_ID" CHARACTER(36) NOT NULL,
    "ACCOUNT_ID" CHARACTER(36) NOT NULL
);
ALTER TABLE "PUBLIC"."GROUP_MEMBERS" ADD CONSTRAINT "PUBLIC"."PK_GROUP_MEMBERS" PRIMARY KEY("GROUP_ID", "ACCOUNT_ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.GROUP_MEMBERS;
INSERT INTO "PUBLIC"."GROUP_MEMBERS" VALUES
('f3ce6c00-427c-4c37-98ec-cac7b46a14b6', '3a4142d6-d715-4e0b-b985-ab2c04e6e996');
CREATE CACHED TABLE "PUBLIC"."GROUPS_LOCK" COMMENT 'locked by whoever changes groups'(
    "ID" INTEGER NOT NULL
);
ALTER TABLE "PUBLIC"."GROUPS_LOCK" ADD CONSTRAINT "PUBLIC"."PK_GROUPS_LOCK" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.GROUPS_LOCK;
INSERT INTO "PUBLIC"."GROUPS_LOCK" VALUES
(1);
CREATE CACHED TABLE "PUBLIC"."ACCESS_REQUESTS_LOCK" COMMENT 'locked by whoever makes or decides a request, so that none is made twice and each is decided once'(
    "ID" INTEGER NOT NULL,
    "CHANGE_NUMBER" BIGINT DEFAULT 0 COMMENT 'of the newest change of any request' NOT NULL
);
ALTER TABLE "PUBLIC"."ACCESS_REQUESTS_LOCK" ADD CONSTRAINT "PUBLIC"."PK_ACCESS_REQUESTS_LOCK" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.ACCESS_REQUESTS_LOCK;
INSERT INTO "PUBLIC"."ACCESS_REQUESTS_LOCK" VALUES
(1, 1);
CREATE CACHED TABLE "PUBLIC"."GRANTS_LOCK" COMMENT 'locked by whoever changes grants, so that none is made twice and a replacement leaves nothing else'(
    "ID" INTEGER NOT NULL
);
ALTER TABLE "PUBLIC"."GRANTS_LOCK" ADD CONSTRAINT "PUBLIC"."PK_GRANTS_LOCK" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.GRANTS_LOCK;
INSERT INTO "PUBLIC"."GRANTS_LOCK" VALUES
(1);
CREATE CACHED TABLE "PUBLIC"."GRANT_PROJECTS" COMMENT 'a grant without any is for all projects of its cloud'(
    "GRANT_ID" CHARACTER(36) NOT NULL,
    "PROJECT" CHARACTER VARYING(255) COMMENT 'id in Keystone' NOT NULL
);
ALTER TABLE "PUBLIC"."GRANT_PROJECTS" ADD CONSTRAINT "PUBLIC"."PK_GRANT_PROJECTS" PRIMARY KEY("GRANT_ID", "PROJECT");
-- 3 +/- SELECT COUNT(*) FROM PUBLIC.GRANT_PROJECTS;
INSERT INTO "PUBLIC"."GRANT_PROJECTS" VALUES
('5458fffe-616f-448c-a0cb-01b7064da4f7', '9c7390ba34d63efebf0c4392a766c00b'),
('00793e83-4a7d-4453-b621-61c4597094bb', '9c7390ba34d63efebf0c4392a766c00b'),
('ef846b22-0526-4515-be9b-b9a2e57e5629', '9c7390ba34d63efebf0c4392a766c00b');
CREATE INDEX "PUBLIC"."IX_GRANT_PROJECTS_PROJECT" ON "PUBLIC"."GRANT_PROJECTS"("PROJECT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."AUDIT_ENTRY"(
    "SEQUENCE_NUMBER" BIGINT NOT NULL,
    "WRITTEN_AT" TIMESTAMP(6) NOT NULL,
    "ACTOR_ID" CHARACTER VARYING(64),
    "ACTOR" CHARACTER VARYING(255) NOT NULL,
    "SOURCE" CHARACTER VARYING(64) NOT NULL,
    "CHANNEL" CHARACTER VARYING(64) NOT NULL,
    "ACTION" CHARACTER VARYING(64) NOT NULL,
    "OBJECT_TYPE" CHARACTER VARYING(64),
    "OBJECT_ID" CHARACTER VARYING(255),
    "OBJECT_NAME" CHARACTER VARYING(255),
    "RESULT" CHARACTER VARYING(64) NOT NULL,
    "DETAIL" CHARACTER VARYING(2000),
    "PREVIOUS_HASH" CHARACTER VARYING(64) NOT NULL,
    "HASH" CHARACTER VARYING(64) NOT NULL
);
ALTER TABLE "PUBLIC"."AUDIT_ENTRY" ADD CONSTRAINT "PUBLIC"."PK_AUDIT_ENTRY" PRIMARY KEY("SEQUENCE_NUMBER");
-- 31 +/- SELECT COUNT(*) FROM PUBLIC.AUDIT_ENTRY;
INSERT INTO "PUBLIC"."AUDIT_ENTRY" VALUES
(1, TIMESTAMP '2026-11-27 14:12:06.704107', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'user.setup', 'user', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', 'SUCCESS', NULL, '0000000000000000000000000000000000000000000000000000000000000000', '131746af9dd647dd78d8b06a9b4e716f50cb80898bb0422c447a9e2f2787eee8'),
(2, TIMESTAMP '2026-11-27 14:12:06.945357', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'session.login', 'user', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', 'SUCCESS', NULL, '131746af9dd647dd78d8b06a9b4e716f50cb80898bb0422c447a9e2f2787eee8', '108732a8c40a11932ba330f1277bfb12cc24f0b7f219437190560c01b9640a62'),
(3, TIMESTAMP '2026-11-27 14:12:07.31671', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'REST', 'user.register', 'user', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', 'ACCEPTED', NULL, '108732a8c40a11932ba330f1277bfb12cc24f0b7f219437190560c01b9640a62', '70e6cce934ce3ac3f238168a25ae1ec9be8dd5d9d3e2f4aea7b9a5d546a66251'),
(4, TIMESTAMP '2026-11-27 14:12:07.536073', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'ben', '127.0.0.1', 'REST', 'user.register', 'user', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'ben', 'ACCEPTED', NULL, '70e6cce934ce3ac3f238168a25ae1ec9be8dd5d9d3e2f4aea7b9a5d546a66251', '7cd912c5c7ddd4a69bcbae3d4e654dd98da2336199fc56896d71f4aaf40b13ac'),
(5, TIMESTAMP '2026-11-27 14:12:07.777796', '764472a5-3633-4072-956a-62e328ec7ad0', 'wei', '127.0.0.1', 'REST', 'user.register', 'user', '764472a5-3633-4072-956a-62e328ec7ad0', 'wei', 'ACCEPTED', NULL, '7cd912c5c7ddd4a69bcbae3d4e654dd98da2336199fc56896d71f4aaf40b13ac', '3c19098b5e54ff0d78dc916236c77aa1c470cebd9a85b2613faa95e2b30abe5b'),
(6, TIMESTAMP '2026-11-27 14:12:07.892017', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'user.approve', 'user', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', 'SUCCESS', NULL, '3c19098b5e54ff0d78dc916236c77aa1c470cebd9a85b2613faa95e2b30abe5b', '2f026da12c4376fc27cfade0ea00846963d0d02ae7b4f873d4792a37f16cb7a7'),
(7, TIMESTAMP '2026-11-27 14:12:07.951165', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'user.approve', 'user', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'ben', 'SUCCESS', NULL, '2f026da12c4376fc27cfade0ea00846963d0d02ae7b4f873d4792a37f16cb7a7', '03b7c39b9f4ee6ebec5a836127a1b862be5efcfaa50803610aeae5899697d945'),
(8, TIMESTAMP '2026-11-27 14:12:08.042543', NULL, 'mia', '127.0.0.1', 'REST', 'user.register', 'user', NULL, 'mia', 'ACCEPTED', 'the name is taken', '03b7c39b9f4ee6ebec5a836127a1b862be5efcfaa50803610aeae5899697d945', '9f5e681d823b14eab6e4c468737802f8b8c26ac7ca5b06bcdb66c592525c0f02'),
(9, TIMESTAMP '2026-11-27 14:12:08.304319', NULL, 'mia', '127.0.0.1', 'REST', 'user.register', 'user', NULL, 'mia', 'ACCEPTED', 'the name is taken', '9f5e681d823b14eab6e4c468737802f8b8c26ac7ca5b06bcdb66c592525c0f02', '6f69a6e3e760a29e00202eeca906d971d7e5f8fcaea93bff141342466a36d71d'),
(10, TIMESTAMP '2026-11-27 14:12:08.387181', NULL, 'mia', '127.0.0.1', 'REST', 'user.register', 'user', NULL, 'mia', 'ACCEPTED', 'the name is taken', '6f69a6e3e760a29e00202eeca906d971d7e5f8fcaea93bff141342466a36d71d', '9262bdc50e9464ef611016c35223024c66dbd65489aa56d8bece95974007c063'),
(11, TIMESTAMP '2026-11-27 14:12:08.50531', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'role.save', 'role', 'night-shift', 'night-shift', 'SUCCESS', 'permissions=server:read server:start server:stop server:reboot', '9262bdc50e9464ef611016c35223024c66dbd65489aa56d8bece95974007c063', '1f7b744d14e9ffac555a3618aa5ea01d2ef2d8fa3e21f15debd46f099e580afe'),
(12, TIMESTAMP '2026-11-27 14:12:08.849336', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'group.create', 'group', 'f3ce6c00-427c-4c37-98ec-cac7b46a14b6', 'Web team', 'SUCCESS', 'added=[mia]', '1f7b744d14e9ffac555a3618aa5ea01d2ef2d8fa3e21f15debd46f099e580afe', 'd9e9b1c5f0c5d409619d451c569e56ce35fc5a01c47e2ac9a1fa9f470b9a0050'),
(13, TIMESTAMP '2026-11-27 14:12:09.780707', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'grant.create', 'grant', '5458fffe-616f-448c-a0cb-01b7064da4f7', 'mia', 'SUCCESS', 'user=mia role=manager cloud=simulator projects=[9c7390ba34d63efebf0c4392a766c00b] servers={"all":true} from=- until=- hours=-', 'd9e9b1c5f0c5d409619d451c569e56ce35fc5a01c47e2ac9a1fa9f470b9a0050', 'd7600c8377b15a866a1e3fff7f710c4e99a066ed013518046ea99c2d0a6c63c9');
INSERT INTO "PUBLIC"."AUDIT_ENTRY" VALUES
(14, TIMESTAMP '2026-11-27 14:12:09.981765', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'grant.create', 'grant', '00793e83-4a7d-4453-b621-61c4597094bb', 'ben', 'SUCCESS', 'user=ben role=night-shift cloud=simulator projects=[9c7390ba34d63efebf0c4392a766c00b] servers={"all":true} from=- until=2030-01-01T17:00:00Z hours=-', 'd7600c8377b15a866a1e3fff7f710c4e99a066ed013518046ea99c2d0a6c63c9', 'b8799ee927d9ea0a316f622f1ddd33b07cca41b8d3e98872f3bec02822365d70'),
(15, TIMESTAMP '2026-11-27 14:12:10.062577', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'grant.create', 'grant', 'ef846b22-0526-4515-be9b-b9a2e57e5629', 'ben', 'SUCCESS', 'user=ben permissions=server:read server:log cloud=simulator projects=[9c7390ba34d63efebf0c4392a766c00b] servers={"all":true} from=- until=- hours={"zone":"Europe/Berlin","weekly":[{"days":["monday","friday"],"from":"08:00","until":"18:00"}]}', 'b8799ee927d9ea0a316f622f1ddd33b07cca41b8d3e98872f3bec02822365d70', 'bffbe4497e8bfe6868ace176cbb94204f100f60286019b59e92758fea0419709'),
(16, TIMESTAMP '2026-11-27 14:12:10.297906', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'grant.create', 'grant', 'ff77676c-0096-41a2-990b-80821adb2802', 'Web team', 'SUCCESS', 'group=Web team permissions=server:read server:reboot cloud=simulator projects=* servers={"tag":"blue"} from=- until=- hours=-', 'bffbe4497e8bfe6868ace176cbb94204f100f60286019b59e92758fea0419709', '186fa0395ab51b73b2f6c78378d9fcfcf29ddfb072c5e2a19aa8d77924b2e7e1'),
(17, TIMESTAMP '2026-11-27 14:12:10.562064', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'invitation.create', 'invitation', '4da1845a-6a67-49bd-bf0a-6e1210d9cd2d', 'Lea Berg', 'SUCCESS', 'until=2026-12-04T14:12:10.531460Z uses=1 groups=[Web team]', '186fa0395ab51b73b2f6c78378d9fcfcf29ddfb072c5e2a19aa8d77924b2e7e1', '040a3903296c3e06730e47eb88bbdcb8f5b19eaae43fe632172a055af6971ebf'),
(18, TIMESTAMP '2026-11-27 14:12:10.591291', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'invitation.promise', 'invitation', '4da1845a-6a67-49bd-bf0a-6e1210d9cd2d', 'Lea Berg', 'SUCCESS', 'role=operator cloud=simulator projects=[9c7390ba34d63efebf0c4392a766c00b] servers={"all":true} from=- until=- hours=- lasts=PT336H', '040a3903296c3e06730e47eb88bbdcb8f5b19eaae43fe632172a055af6971ebf', '1a14976dda8df207c42a19c62098fe716c33092d036a4bfc0ddfe8a73d64a136'),
(19, TIMESTAMP '2026-11-27 14:12:10.727281', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'REST', 'session.login', 'user', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', 'SUCCESS', NULL, '1a14976dda8df207c42a19c62098fe716c33092d036a4bfc0ddfe8a73d64a136', '096573558a10f755a37c2f92a94fcece8cff2904a7ad3d38e25cb962072922e4'),
(20, TIMESTAMP '2026-11-27 14:12:10.780136', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'REST', 'key.add', 'key', NULL, 'laptop', 'SUCCESS', 'fingerprint=SHA256:Um/e8Cu4Dd89AbptX3695LO1cLu8mJxj39NvZeiFlZc', '096573558a10f755a37c2f92a94fcece8cff2904a7ad3d38e25cb962072922e4', '13b17f8449ed3ff19e2ebd6c3180b867384c6f5851b582f193d0b0a0982df56a'),
(21, TIMESTAMP '2026-11-27 14:12:11.154344', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'REST', 'recipe.create', 'recipe', 'afce3949-406a-4540-826f-a24377c26676', 'Web server', 'SUCCESS', 'cloud=simulator project=9c7390ba34d63efebf0c4392a766c00b owner=mia shared=GROUP with=f3ce6c00-427c-4c37-98ec-cac7b46a14b6', '13b17f8449ed3ff19e2ebd6c3180b867384c6f5851b582f193d0b0a0982df56a', '8034ece95b7e5bce248aa0cf1e631052abc842c059e6e4c3b5f2fc8556a56ec5'),
(22, TIMESTAMP '2026-11-27 14:12:11.386626', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'REST', 'server.stop', 'server', '329275e0-6490-3d7f-aced-3f50d72304ef', 'research-desk-038', 'ACCEPTED', 'operation=0a3ca41b-ca57-46f5-856e-f9e675ae4614 cloud=simulator project=9c7390ba34d63efebf0c4392a766c00b', '8034ece95b7e5bce248aa0cf1e631052abc842c059e6e4c3b5f2fc8556a56ec5', '0e518edd9d29bdaa854520bbae6aa3d6ed77c65d6938ec815e8bb0d4dd70f281'),
(23, TIMESTAMP '2026-11-27 14:12:11.587902', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'REST', 'server.rename', 'server', '4fb79205-a77b-3580-8da6-6c626343a803', 'research-ci-032', 'ACCEPTED', 'operation=5143427d-43dc-426c-b775-8336a2681e51 cloud=simulator project=9c7390ba34d63efebf0c4392a766c00b with=[name=books-1]', '0e518edd9d29bdaa854520bbae6aa3d6ed77c65d6938ec815e8bb0d4dd70f281', '01c742193978ea4955f3a1788b90cbbb88cc878f2940370e2515a48b97924dca');
INSERT INTO "PUBLIC"."AUDIT_ENTRY" VALUES
(24, TIMESTAMP '2026-11-27 14:12:11.660482', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'server.protect', 'server', '688df4b8-de94-3069-a09a-3cbf65884dae', 'research-gpu-007', 'SUCCESS', 'cloud=simulator reason=the books', '01c742193978ea4955f3a1788b90cbbb88cc878f2940370e2515a48b97924dca', '9c01af4fd024de901f654cc12134a2110926c63cdd06bec9db71a0906f6118b3'),
(25, TIMESTAMP '2026-11-27 14:12:11.730471', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'REST', 'server.delete', 'server', '688df4b8-de94-3069-a09a-3cbf65884dae', 'research-gpu-007', 'REFUSED', 'cloud=simulator protected: by root, the books', '9c01af4fd024de901f654cc12134a2110926c63cdd06bec9db71a0906f6118b3', 'd07491e0e99aa0edc93df4607ee0583fb4d4be1881f84471c6a49ce1b228ed24'),
(26, TIMESTAMP '2026-11-27 14:12:12.300019', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'SYSTEM', 'server.rename', 'server', '4fb79205-a77b-3580-8da6-6c626343a803', 'research-ci-032', 'SUCCESS', 'operation=5143427d-43dc-426c-b775-8336a2681e51 cloud=simulator project=9c7390ba34d63efebf0c4392a766c00b with=[name=books-1] request=req-04e2976e-9624-40cc-9c2b-38b2f185aa64', 'd07491e0e99aa0edc93df4607ee0583fb4d4be1881f84471c6a49ce1b228ed24', 'ddb1cedfd8d56bd88f70eb19e205c8e08883e490805b1b80419aaeb64ebcac74'),
(27, TIMESTAMP '2026-11-27 14:12:12.441207', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'REST', 'server.create', 'server', 'new-3501be32-551a-4ddb-9301-18c7b4cfad25', 'shop', 'ACCEPTED', 'operation=3501be32-551a-4ddb-9301-18c7b4cfad25 cloud=simulator project=9c7390ba34d63efebf0c4392a766c00b with=[image=859b90ff-a17b-380b-9017-1679a900cdfd (cirros-0.6), flavor=ec7f4050-5d49-3249-aa23-3c7b8c70a3c1 (m1.tiny)] more=[network=607cbb66-1cde-3b47-9b2c-7242d20c9fd0]', 'ddb1cedfd8d56bd88f70eb19e205c8e08883e490805b1b80419aaeb64ebcac74', 'dfe678e2416539c8d44d6dfa193eabfb6d08552beec614c07883e8cbc1564d42'),
(28, TIMESTAMP '2026-11-27 14:12:12.682665', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'ben', '127.0.0.1', 'REST', 'session.login', 'user', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'ben', 'SUCCESS', NULL, 'dfe678e2416539c8d44d6dfa193eabfb6d08552beec614c07883e8cbc1564d42', 'ad697ec6968c45455a55a509fe7a3e846de13deb773e8be749a04d805942b215'),
(29, TIMESTAMP '2026-11-27 14:12:12.942311', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'ben', '127.0.0.1', 'REST', 'request.ask', 'request', 'eaea3474-a89c-4d8a-b5ef-ce9befc2ccb2', 'ben', 'SUCCESS', 'cloud=simulator project=9c7390ba34d63efebf0c4392a766c00b servers=[0010acdb-ee7c-3f6b-85f0-d15270e8b095] permissions=server:read,server:delete for=PT8H reason=the weekly report', 'ad697ec6968c45455a55a509fe7a3e846de13deb773e8be749a04d805942b215', 'c83cf5595a21c4f637843c4c3eb3eafdf714a3b5e1fc1423e75a8313d1af1f19'),
(30, TIMESTAMP '2026-11-27 14:12:13.958994', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'SYSTEM', 'server.stop', 'server', '329275e0-6490-3d7f-aced-3f50d72304ef', 'research-desk-038', 'SUCCESS', 'operation=0a3ca41b-ca57-46f5-856e-f9e675ae4614 cloud=simulator project=9c7390ba34d63efebf0c4392a766c00b request=req-9788acc2-ef22-4d00-8a67-832508170301', 'c83cf5595a21c4f637843c4c3eb3eafdf714a3b5e1fc1423e75a8313d1af1f19', 'd30133b649b56b19d495f9eb9e4008adb3f98338dc2871cfe60fff7f10724c4e'),
(31, TIMESTAMP '2026-11-27 14:12:28.518289', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', '127.0.0.1', 'REST', 'audit.verify', NULL, NULL, NULL, 'SUCCESS', 'entries=30', 'd30133b649b56b19d495f9eb9e4008adb3f98338dc2871cfe60fff7f10724c4e', 'b72ceb45f152e79b51b69a2665a03ce5bf059174435fdd570a59ac4342fae64f');
CREATE INDEX "PUBLIC"."IX_AUDIT_ENTRY_ACTOR" ON "PUBLIC"."AUDIT_ENTRY"("ACTOR" NULLS FIRST, "SEQUENCE_NUMBER" NULLS FIRST);
CREATE INDEX "PUBLIC"."IX_AUDIT_ENTRY_ACTION" ON "PUBLIC"."AUDIT_ENTRY"("ACTION" NULLS FIRST, "SEQUENCE_NUMBER" NULLS FIRST);
CREATE INDEX "PUBLIC"."IX_AUDIT_ENTRY_RESULT" ON "PUBLIC"."AUDIT_ENTRY"("RESULT" NULLS FIRST, "SEQUENCE_NUMBER" NULLS FIRST);
CREATE INDEX "PUBLIC"."IX_AUDIT_ENTRY_WRITTEN_AT" ON "PUBLIC"."AUDIT_ENTRY"("WRITTEN_AT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."ROLES" COMMENT 'the company''s own; those built in are in the program'(
    "NAME" CHARACTER VARYING(64) NOT NULL,
    "PERMISSIONS" CHARACTER VARYING(2000) COMMENT 'words with spaces between' NOT NULL
);
ALTER TABLE "PUBLIC"."ROLES" ADD CONSTRAINT "PUBLIC"."PK_ROLES" PRIMARY KEY("NAME");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.ROLES;
INSERT INTO "PUBLIC"."ROLES" VALUES
('night-shift', 'server:read server:start server:stop server:reboot');
CREATE CACHED TABLE "PUBLIC"."SERVER_OWNERS"(
    "CLOUD" CHARACTER VARYING(255) NOT NULL,
    "SERVER" CHARACTER VARYING(255) NOT NULL,
    "ACCOUNT_ID" CHARACTER(36) NOT NULL
);
ALTER TABLE "PUBLIC"."SERVER_OWNERS" ADD CONSTRAINT "PUBLIC"."PK_SERVER_OWNERS" PRIMARY KEY("CLOUD", "SERVER");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.SERVER_OWNERS;
INSERT INTO "PUBLIC"."SERVER_OWNERS" VALUES
('simulator', 'b3eb2dae-0b03-4d43-a94d-42525f4dad8d', '3a4142d6-d715-4e0b-b985-ab2c04e6e996');
CREATE INDEX "PUBLIC"."IX_SERVER_OWNERS_ACCOUNT" ON "PUBLIC"."SERVER_OWNERS"("ACCOUNT_ID" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."GRANTS"(
    "ID" CHARACTER(36) NOT NULL,
    "SUBJECT_TYPE" CHARACTER VARYING(64) NOT NULL,
    "SUBJECT_ID" CHARACTER(36) NOT NULL,
    "CLOUD" CHARACTER VARYING(255) NOT NULL,
    "ROLE" CHARACTER VARYING(64),
    "VALID_FROM" TIMESTAMP(6) COMMENT 'inclusive',
    "VALID_UNTIL" TIMESTAMP(6) COMMENT 'exclusive',
    "CREATED_AT" TIMESTAMP(6) NOT NULL,
    "CREATED_BY" CHARACTER(36) NOT NULL,
    "SERVERS" CHARACTER VARYING(100000) COMMENT 'JSON' NOT NULL,
    "PERMISSIONS" CHARACTER VARYING(2000) COMMENT 'words with spaces between; none where there is a role',
    "HOURS" CHARACTER VARYING(100000) COMMENT 'JSON; none for all hours',
    "ALL_PROJECTS" BOOLEAN DEFAULT FALSE COMMENT 'whether it has no row in grant_projects' NOT NULL
);
ALTER TABLE "PUBLIC"."GRANTS" ADD CONSTRAINT "PUBLIC"."PK_GRANTS" PRIMARY KEY("ID");
-- 4 +/- SELECT COUNT(*) FROM PUBLIC.GRANTS;
INSERT INTO "PUBLIC"."GRANTS" VALUES
('5458fffe-616f-448c-a0cb-01b7064da4f7', 'USER', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'simulator', 'manager', NULL, NULL, TIMESTAMP '2026-11-27 14:12:09.701937', 'f939b02e-411b-490a-8404-56240acf7ff3', '{"all":true}', NULL, NULL, FALSE),
('00793e83-4a7d-4453-b621-61c4597094bb', 'USER', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'simulator', 'night-shift', NULL, TIMESTAMP '2030-01-01 17:00:00', TIMESTAMP '2026-11-27 14:12:09.979023', 'f939b02e-411b-490a-8404-56240acf7ff3', '{"all":true}', NULL, NULL, FALSE),
('ef846b22-0526-4515-be9b-b9a2e57e5629', 'USER', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'simulator', NULL, NULL, NULL, TIMESTAMP '2026-11-27 14:12:10.050096', 'f939b02e-411b-490a-8404-56240acf7ff3', '{"all":true}', 'server:read server:log', '{"zone":"Europe/Berlin","weekly":[{"days":["monday","friday"],"from":"08:00","until":"18:00"}]}', FALSE),
('ff77676c-0096-41a2-990b-80821adb2802', 'GROUP', 'f3ce6c00-427c-4c37-98ec-cac7b46a14b6', 'simulator', NULL, NULL, NULL, TIMESTAMP '2026-11-27 14:12:10.246372', 'f939b02e-411b-490a-8404-56240acf7ff3', '{"tag":"blue"}', 'server:read server:reboot', NULL, TRUE);
CREATE INDEX "PUBLIC"."IX_GRANTS_ALL_PROJECTS" ON "PUBLIC"."GRANTS"("ALL_PROJECTS" NULLS FIRST, "CLOUD" NULLS FIRST);
CREATE INDEX "PUBLIC"."IX_GRANTS_SUBJECT" ON "PUBLIC"."GRANTS"("SUBJECT_ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."IX_GRANTS_ROLE" ON "PUBLIC"."GRANTS"("ROLE" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."AUDIT_HEAD"(
    "ID" INTEGER NOT NULL,
    "SEQUENCE_NUMBER" BIGINT NOT NULL,
    "HASH" CHARACTER VARYING(64) NOT NULL
);
ALTER TABLE "PUBLIC"."AUDIT_HEAD" ADD CONSTRAINT "PUBLIC"."PK_AUDIT_HEAD" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.AUDIT_HEAD;
INSERT INTO "PUBLIC"."AUDIT_HEAD" VALUES
(1, 31, 'b72ceb45f152e79b51b69a2665a03ce5bf059174435fdd570a59ac4342fae64f');
CREATE CACHED TABLE "PUBLIC"."ACCESS_REQUESTS"(
    "ID" CHARACTER(36) NOT NULL,
    "ACCOUNT_ID" CHARACTER(36) NOT NULL,
    "CLOUD" CHARACTER VARYING(255) COMMENT 'none where nothing definite was asked for',
    "PROJECT" CHARACTER VARYING(255) COMMENT 'id in Keystone',
    "PROJECT_NAME" CHARACTER VARYING(255) NOT NULL,
    "SERVERS" CHARACTER VARYING(100000) COMMENT 'JSON; names by id' NOT NULL,
    "PERMISSIONS" CHARACTER VARYING(2000) COMMENT 'words with spaces between' NOT NULL,
    "SECONDS" BIGINT COMMENT 'how long it shall hold once it is approved' NOT NULL,
    "REASON" CHARACTER VARYING(2000) NOT NULL,
    "ASKED_AT" TIMESTAMP(6) NOT NULL,
    "STATE" CHARACTER VARYING(64) NOT NULL,
    "CHANGED_AT" TIMESTAMP(6) NOT NULL,
    "DECIDED_BY" CHARACTER(36),
    "DECIDED_BY_NAME" CHARACTER VARYING(255),
    "ANSWER" CHARACTER VARYING(2000) COMMENT 'why it was refused',
    "GRANT_IDS" CHARACTER VARYING(2000) COMMENT 'with spaces between',
    "GRANTED_UNTIL" TIMESTAMP(6) COMMENT 'exclusive; none without end',
    "SEEN" BOOLEAN DEFAULT FALSE NOT NULL,
    "CHANGE_NUMBER" BIGINT DEFAULT 0 COMMENT 'of its last change' NOT NULL
);
ALTER TABLE "PUBLIC"."ACCESS_REQUESTS" ADD CONSTRAINT "PUBLIC"."PK_ACCESS_REQUESTS" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.ACCESS_REQUESTS;
INSERT INTO "PUBLIC"."ACCESS_REQUESTS" VALUES
('eaea3474-a89c-4d8a-b5ef-ce9befc2ccb2', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'simulator', '9c7390ba34d63efebf0c4392a766c00b', 'research', '{"0010acdb-ee7c-3f6b-85f0-d15270e8b095":"research-defrag"}', 'server:read server:delete', 28800, 'the weekly report', TIMESTAMP '2026-11-27 14:12:12.920443', 'OPEN', TIMESTAMP '2026-11-27 14:12:12.920443', NULL, NULL, NULL, NULL, NULL, FALSE, 1);
CREATE INDEX "PUBLIC"."IX_ACCESS_REQUESTS_CHANGE" ON "PUBLIC"."ACCESS_REQUESTS"("CHANGE_NUMBER" NULLS FIRST);
CREATE INDEX "PUBLIC"."IX_ACCESS_REQUESTS_ACCOUNT" ON "PUBLIC"."ACCESS_REQUESTS"("ACCOUNT_ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."IX_ACCESS_REQUESTS_STATE" ON "PUBLIC"."ACCESS_REQUESTS"("STATE" NULLS FIRST, "CHANGED_AT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."AUDIT_RETENTION"(
    "ID" INTEGER NOT NULL,
    "DAYS" INTEGER
);
ALTER TABLE "PUBLIC"."AUDIT_RETENTION" ADD CONSTRAINT "PUBLIC"."PK_AUDIT_RETENTION" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.AUDIT_RETENTION;
INSERT INTO "PUBLIC"."AUDIT_RETENTION" VALUES
(1, NULL);
CREATE CACHED TABLE "PUBLIC"."OPERATION"(
    "ID" CHARACTER(36) NOT NULL,
    "CLOUD" CHARACTER VARYING(255) NOT NULL,
    "SERVER_ID" CHARACTER VARYING(255) NOT NULL,
    "SERVER_NAME" CHARACTER VARYING(255) NOT NULL,
    "PROJECT_ID" CHARACTER VARYING(255) NOT NULL,
    "ACTION" CHARACTER VARYING(64) NOT NULL,
    "USER_ID" CHARACTER(36) NOT NULL,
    "USER_NAME" CHARACTER VARYING(64) NOT NULL,
    "SOURCE" CHARACTER VARYING(64) NOT NULL,
    "STATE" CHARACTER VARYING(64) NOT NULL,
    "ACTIVE" BOOLEAN,
    "ATTEMPTS" INTEGER DEFAULT 0 NOT NULL,
    "ACCEPTED_AT" TIMESTAMP(6) NOT NULL,
    "DISPATCHED_AT" TIMESTAMP(6),
    "UNANSWERED_AT" TIMESTAMP(6),
    "PRECEDING_REQUEST_ID" CHARACTER VARYING(64),
    "REQUEST_ID" CHARACTER VARYING(64),
    "FINISHED_AT" TIMESTAMP(6),
    "ERROR_CODE" CHARACTER VARYING(64),
    "ERROR_MESSAGE" CHARACTER VARYING(2000),
    "PARAMETERS" CHARACTER VARYING(4000),
    "SECRETS" CHARACTER VARYING(8000),
    "CREATED_ID" CHARACTER VARYING(255),
    "PLAN" CHARACTER VARYING(1000000),
    "KEY_PAIR" CHARACTER VARYING(64),
    "KEY_PAIR_TRIED_AT" TIMESTAMP(6),
    "WISH" CHARACTER VARYING(100000)
);
ALTER TABLE "PUBLIC"."OPERATION" ADD CONSTRAINT "PUBLIC"."PK_OPERATION" PRIMARY KEY("ID");
-- 3 +/- SELECT COUNT(*) FROM PUBLIC.OPERATION;
INSERT INTO "PUBLIC"."OPERATION" VALUES
('0a3ca41b-ca57-46f5-856e-f9e675ae4614', 'simulator', '329275e0-6490-3d7f-aced-3f50d72304ef', 'research-desk-038', '9c7390ba34d63efebf0c4392a766c00b', 'STOP', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'SUCCEEDED', NULL, 0, TIMESTAMP '2026-11-27 14:12:11.373572', TIMESTAMP '2026-11-27 14:12:11.653161', NULL, 'req-824bcf80-8530-3b4a-bfad-0cd08954c6d2', 'req-9788acc2-ef22-4d00-8a67-832508170301', TIMESTAMP '2026-11-27 14:12:13.956422', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
('5143427d-43dc-426c-b775-8336a2681e51', 'simulator', '4fb79205-a77b-3580-8da6-6c626343a803', 'research-ci-032', '9c7390ba34d63efebf0c4392a766c00b', 'RENAME', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'SUCCEEDED', NULL, 0, TIMESTAMP '2026-11-27 14:12:11.577677', TIMESTAMP '2026-11-27 14:12:12.08437', NULL, 'req-957f7b41-13a9-31a5-8f15-aee310b5e311', 'req-04e2976e-9624-40cc-9c2b-38b2f185aa64', TIMESTAMP '2026-11-27 14:12:12.295359', NULL, NULL, '{"name":{"value":"books-1","name":null}}', NULL, NULL, NULL, NULL, NULL, NULL),
('3501be32-551a-4ddb-9301-18c7b4cfad25', 'simulator', 'new-3501be32-551a-4ddb-9301-18c7b4cfad25', 'shop', '9c7390ba34d63efebf0c4392a766c00b', 'CREATE', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', '127.0.0.1', 'RUNNING', TRUE, 0, TIMESTAMP '2026-11-27 14:12:12.393112', TIMESTAMP '2026-11-27 14:12:12.487369', NULL, NULL, 'req-9a1ebf28-d835-4e3b-acc0-5c08dfc3a525', NULL, NULL, NULL, '{"image":{"value":"859b90ff-a17b-380b-9017-1679a900cdfd","name":"cirros-0.6"},"flavor":{"value":"ec7f4050-5d49-3249-aa23-3c7b8c70a3c1","name":"m1.tiny"}}', NULL, 'b3eb2dae-0b03-4d43-a94d-42525f4dad8d', NULL, NULL, NULL, '{"server":{"name":"shop","boot":{"kind":"IMAGE","id":"859b90ff-a17b-380b-9017-1679a900cdfd","rootVolumeGib":null,"deletedWithServer":false},"flavor":"ec7f4050-5d49-3249-aa23-3c7b8c70a3c1","nics":[{"network":"607cbb66-1cde-3b47-9b2c-7242d20c9fd0","port":null}],"key":null,"securityGroups":[],"zone":null,"serverGroup":null,"userData":null,"tags":[],"metadata":{},"description":null},"leftOut":[]}');
CREATE INDEX "PUBLIC"."OPERATION_ACCEPTED_AT" ON "PUBLIC"."OPERATION"("ACCEPTED_AT" NULLS FIRST);
CREATE INDEX "PUBLIC"."OPERATION_ACTIVE" ON "PUBLIC"."OPERATION"("ACTIVE" NULLS FIRST);
CREATE INDEX "PUBLIC"."OPERATION_CREATED_ID" ON "PUBLIC"."OPERATION"("CLOUD" NULLS FIRST, "CREATED_ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."OPERATION_KEY_PAIR" ON "PUBLIC"."OPERATION"("KEY_PAIR" NULLS FIRST);
CREATE INDEX "PUBLIC"."OPERATION_STATE_FINISHED_AT" ON "PUBLIC"."OPERATION"("STATE" NULLS FIRST, "FINISHED_AT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."IDEMPOTENT_REQUEST"(
    "USER_ID" CHARACTER(36) NOT NULL,
    "REQUEST_KEY" CHARACTER VARYING(255) NOT NULL,
    "CONTENT" CHARACTER VARYING(255) NOT NULL,
    "OPERATIONS" CHARACTER VARYING(8000) NOT NULL,
    "ACCEPTED_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."IDEMPOTENT_REQUEST" ADD CONSTRAINT "PUBLIC"."PK_IDEMPOTENT_REQUEST" PRIMARY KEY("USER_ID", "REQUEST_KEY");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.IDEMPOTENT_REQUEST;
CREATE INDEX "PUBLIC"."IDEMPOTENT_REQUEST_ACCEPTED_AT" ON "PUBLIC"."IDEMPOTENT_REQUEST"("ACCEPTED_AT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."KEY_PAIR"(
    "USER_ID" CHARACTER(36) NOT NULL,
    "NAME" CHARACTER VARYING(255) NOT NULL,
    "TYPE" CHARACTER VARYING(64) NOT NULL,
    "CONTENT" CHARACTER VARYING(8000) NOT NULL,
    "ADDED_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."KEY_PAIR" ADD CONSTRAINT "PUBLIC"."PK_KEY_PAIR" PRIMARY KEY("USER_ID", "NAME");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.KEY_PAIR;
INSERT INTO "PUBLIC"."KEY_PAIR" VALUES
('3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'laptop', 'ED25519', 'AAAAC3NzaC1lZDI1NTE5AAAAIGPkXPLBMOfmOhCIRIkmG3ALlT6XGJjpJYVOnLYBp5cL', TIMESTAMP '2026-11-27 14:12:10.77842');
CREATE CACHED TABLE "PUBLIC"."SCHEDULED_TASKS"(
    "TASK_NAME" CHARACTER VARYING(64) NOT NULL,
    "TASK_INSTANCE" CHARACTER VARYING(64) NOT NULL,
    "TASK_DATA" BINARY LARGE OBJECT,
    "EXECUTION_TIME" TIMESTAMP(6) NOT NULL,
    "PICKED" BOOLEAN NOT NULL,
    "PICKED_BY" CHARACTER VARYING(255),
    "LAST_SUCCESS" TIMESTAMP(6),
    "LAST_FAILURE" TIMESTAMP(6),
    "CONSECUTIVE_FAILURES" INTEGER,
    "LAST_HEARTBEAT" TIMESTAMP(6),
    "VERSION" BIGINT NOT NULL,
    "PRIORITY" SMALLINT
);
ALTER TABLE "PUBLIC"."SCHEDULED_TASKS" ADD CONSTRAINT "PUBLIC"."PK_SCHEDULED_TASKS" PRIMARY KEY("TASK_NAME", "TASK_INSTANCE");
-- 2 +/- SELECT COUNT(*) FROM PUBLIC.SCHEDULED_TASKS;
INSERT INTO "PUBLIC"."SCHEDULED_TASKS" VALUES
('audit-retention', 'recurring', NULL, TIMESTAMP '2026-11-28 03:00:00', FALSE, NULL, NULL, NULL, NULL, NULL, 1, NULL),
('operation', '3501be32-551a-4ddb-9301-18c7b4cfad25', NULL, TIMESTAMP '2026-11-27 14:12:31.640944', FALSE, NULL, TIMESTAMP '2026-11-27 14:12:28.640995', NULL, 0, NULL, 5, NULL);
CREATE INDEX "PUBLIC"."SCHEDULED_TASKS_EXECUTION_TIME" ON "PUBLIC"."SCHEDULED_TASKS"("EXECUTION_TIME" NULLS FIRST);
CREATE INDEX "PUBLIC"."SCHEDULED_TASKS_LAST_HEARTBEAT" ON "PUBLIC"."SCHEDULED_TASKS"("LAST_HEARTBEAT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."TOTP_SECRETS" COMMENT 'secrets of authenticator apps, sealed by a key that is not in the database'(
    "ACCOUNT_ID" CHARACTER(36) NOT NULL,
    "SECRET" CHARACTER VARYING(255) NOT NULL,
    "CONFIRMED" BOOLEAN NOT NULL,
    "LAST_STEP" BIGINT NOT NULL,
    "CREATED_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."TOTP_SECRETS" ADD CONSTRAINT "PUBLIC"."PK_TOTP_SECRETS" PRIMARY KEY("ACCOUNT_ID");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.TOTP_SECRETS;
CREATE CACHED TABLE "PUBLIC"."RECOVERY_CODES" COMMENT 'digests of codes that were not used yet; using one removes its row'(
    "CODE_HASH" CHARACTER VARYING(64) NOT NULL,
    "ACCOUNT_ID" CHARACTER(36) NOT NULL
);
ALTER TABLE "PUBLIC"."RECOVERY_CODES" ADD CONSTRAINT "PUBLIC"."PK_RECOVERY_CODES" PRIMARY KEY("CODE_HASH");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.RECOVERY_CODES;
CREATE CACHED TABLE "PUBLIC"."LOGIN_SESSIONS" COMMENT 'sessions and tokens that have not been ended; ending one removes its row'(
    "ID" CHARACTER(36) NOT NULL,
    "ACCOUNT_ID" CHARACTER(36) NOT NULL,
    "KIND" CHARACTER VARYING(64) NOT NULL,
    "GENERATION" BIGINT NOT NULL,
    "CREATED_AT" TIMESTAMP(6) NOT NULL,
    "ACTIVE_AT" TIMESTAMP(6) NOT NULL,
    "PROVED_AT" TIMESTAMP(6) NOT NULL,
    "SOURCE" CHARACTER VARYING(255) NOT NULL,
    "USER_AGENT" CHARACTER VARYING(255),
    "EXPIRES_AT" TIMESTAMP(6) NOT NULL,
    "FACTORS" CHARACTER VARYING(64) DEFAULT 'PASSWORD' NOT NULL
);
ALTER TABLE "PUBLIC"."LOGIN_SESSIONS" ADD CONSTRAINT "PUBLIC"."PK_LOGIN_SESSIONS" PRIMARY KEY("ID");
-- 3 +/- SELECT COUNT(*) FROM PUBLIC.LOGIN_SESSIONS;
INSERT INTO "PUBLIC"."LOGIN_SESSIONS" VALUES
('084d8de8-62c2-4539-a30d-0c3e8dea6e3b', 'f939b02e-411b-490a-8404-56240acf7ff3', 'TOKEN', 1, TIMESTAMP '2026-11-27 14:12:07.03795', TIMESTAMP '2026-11-27 14:12:07.03795', TIMESTAMP '2026-11-27 14:12:07.03795', '127.0.0.1', 'Python-urllib/3.11', TIMESTAMP '2026-11-27 15:12:07.03795', 'PASSWORD'),
('210a2988-6411-4fb5-83a7-2419ba276b76', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'TOKEN', 0, TIMESTAMP '2026-11-27 14:12:10.74426', TIMESTAMP '2026-11-27 14:12:10.74426', TIMESTAMP '2026-11-27 14:12:10.74426', '127.0.0.1', 'Python-urllib/3.11', TIMESTAMP '2026-11-27 15:12:10.74426', 'PASSWORD'),
('42e30624-722e-441f-abab-9d5015c0ef44', '21ff86aa-eaaf-4898-9bf1-26793348b566', 'TOKEN', 0, TIMESTAMP '2026-11-27 14:12:12.70855', TIMESTAMP '2026-11-27 14:12:12.70855', TIMESTAMP '2026-11-27 14:12:12.70855', '127.0.0.1', 'Python-urllib/3.11', TIMESTAMP '2026-11-27 15:12:12.70855', 'PASSWORD');
CREATE INDEX "PUBLIC"."IX_LOGIN_SESSIONS_EXPIRES_AT" ON "PUBLIC"."LOGIN_SESSIONS"("EXPIRES_AT" NULLS FIRST);
CREATE INDEX "PUBLIC"."IX_LOGIN_SESSIONS_ACTIVE_AT" ON "PUBLIC"."LOGIN_SESSIONS"("ACTIVE_AT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."FACTOR_REQUIREMENTS" COMMENT 'the roles that require a second factor'(
    "ROLE" CHARACTER VARYING(64) NOT NULL
);
ALTER TABLE "PUBLIC"."FACTOR_REQUIREMENTS" ADD CONSTRAINT "PUBLIC"."PK_FACTOR_REQUIREMENTS" PRIMARY KEY("ROLE");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.FACTOR_REQUIREMENTS;
CREATE CACHED TABLE "PUBLIC"."PASSKEYS" COMMENT 'public keys of devices; binary parts are in base64, for URLs'(
    "ID" CHARACTER(36) NOT NULL,
    "ACCOUNT_ID" CHARACTER(36) NOT NULL,
    "CREDENTIAL_HASH" CHARACTER VARYING(64) COMMENT 'since credential ids are too long for an index' NOT NULL,
    "CREDENTIAL_ID" CHARACTER VARYING(2000) NOT NULL,
    "PUBLIC_KEY" CHARACTER VARYING(2000) NOT NULL,
    "ATTESTATION" CHARACTER VARYING(8000) NOT NULL,
    "SIGNATURE_COUNT" BIGINT NOT NULL,
    "UV_INITIALIZED" BOOLEAN NOT NULL,
    "BACKUP_ELIGIBLE" BOOLEAN NOT NULL,
    "BACKUP_STATE" BOOLEAN NOT NULL,
    "TRANSPORTS" CHARACTER VARYING(255) NOT NULL,
    "LABEL" CHARACTER VARYING(255) NOT NULL,
    "CREATED_AT" TIMESTAMP(6) NOT NULL,
    "USED_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."PASSKEYS" ADD CONSTRAINT "PUBLIC"."PK_PASSKEYS" PRIMARY KEY("ID");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.PASSKEYS;
CREATE CACHED TABLE "PUBLIC"."NOTICES" COMMENT 'what users are told of changes to how they sign in'(
    "ID" CHARACTER(36) NOT NULL,
    "ACCOUNT_ID" CHARACTER(36) NOT NULL,
    "KIND" CHARACTER VARYING(64) NOT NULL,
    "HAPPENED_AT" TIMESTAMP(6) NOT NULL,
    "SOURCE" CHARACTER VARYING(255) NOT NULL,
    "SEEN" BOOLEAN NOT NULL
);
ALTER TABLE "PUBLIC"."NOTICES" ADD CONSTRAINT "PUBLIC"."PK_NOTICES" PRIMARY KEY("ID");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.NOTICES;
CREATE CACHED TABLE "PUBLIC"."REGISTRATION_POLICY" COMMENT 'one row'(
    "ID" INTEGER NOT NULL,
    "MODE" CHARACTER VARYING(64) NOT NULL
);
ALTER TABLE "PUBLIC"."REGISTRATION_POLICY" ADD CONSTRAINT "PUBLIC"."PK_REGISTRATION_POLICY" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.REGISTRATION_POLICY;
INSERT INTO "PUBLIC"."REGISTRATION_POLICY" VALUES
(1, 'APPROVAL');
CREATE CACHED TABLE "PUBLIC"."INVITATIONS"(
    "ID" CHARACTER(36) NOT NULL,
    "TOKEN_HASH" CHARACTER VARYING(64) COMMENT 'SHA-256 in hexadecimal' NOT NULL,
    "INVITEE" CHARACTER VARYING(255) COMMENT 'for whom; may be empty' NOT NULL,
    "INVITER_ID" CHARACTER(36) NOT NULL,
    "CREATED_AT" TIMESTAMP(6) NOT NULL,
    "EXPIRES_AT" TIMESTAMP(6) COMMENT 'exclusive' NOT NULL,
    "USES" INTEGER COMMENT 'how many may come by it' NOT NULL,
    "USED" INTEGER COMMENT 'how many came' NOT NULL,
    "WITHDRAWN_AT" TIMESTAMP(6)
);
ALTER TABLE "PUBLIC"."INVITATIONS" ADD CONSTRAINT "PUBLIC"."PK_INVITATIONS" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.INVITATIONS;
INSERT INTO "PUBLIC"."INVITATIONS" VALUES
('4da1845a-6a67-49bd-bf0a-6e1210d9cd2d', '4c3fc243d06717eaf0926595a43098057ae27fa29a3a750dcb0fb57dd2b7ed46', 'Lea Berg', 'f939b02e-411b-490a-8404-56240acf7ff3', TIMESTAMP '2026-11-27 14:12:10.53146', TIMESTAMP '2036-12-04 14:12:10.53146', 1, 0, NULL);
CREATE CACHED TABLE "PUBLIC"."INVITATION_GROUPS" COMMENT 'that its users join; a group that is removed stays here'(
    "INVITATION_ID" CHARACTER(36) NOT NULL,
    "GROUP_ID" CHARACTER(36) NOT NULL,
    "GROUP_NAME" CHARACTER VARYING(255) COMMENT 'as it was when the invitation was made' NOT NULL
);
ALTER TABLE "PUBLIC"."INVITATION_GROUPS" ADD CONSTRAINT "PUBLIC"."PK_INVITATION_GROUPS" PRIMARY KEY("INVITATION_ID", "GROUP_ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.INVITATION_GROUPS;
INSERT INTO "PUBLIC"."INVITATION_GROUPS" VALUES
('4da1845a-6a67-49bd-bf0a-6e1210d9cd2d', 'f3ce6c00-427c-4c37-98ec-cac7b46a14b6', 'Web team');
CREATE CACHED TABLE "PUBLIC"."INVITATION_USES"(
    "ACCOUNT_ID" CHARACTER(36) NOT NULL,
    "INVITATION_ID" CHARACTER(36) NOT NULL,
    "USED_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."INVITATION_USES" ADD CONSTRAINT "PUBLIC"."PK_INVITATION_USES" PRIMARY KEY("ACCOUNT_ID");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.INVITATION_USES;
CREATE INDEX "PUBLIC"."IX_INVITATION_USES_INVITATION" ON "PUBLIC"."INVITATION_USES"("INVITATION_ID" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."INVITATION_GRANTS" COMMENT 'what whoever joins by an invitation is granted'(
    "ID" CHARACTER(36) NOT NULL,
    "INVITATION_ID" CHARACTER(36) NOT NULL,
    "POSITION" INTEGER NOT NULL,
    "TERMS" CHARACTER VARYING(100000) COMMENT 'JSON' NOT NULL
);
ALTER TABLE "PUBLIC"."INVITATION_GRANTS" ADD CONSTRAINT "PUBLIC"."PK_INVITATION_GRANTS" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.INVITATION_GRANTS;
INSERT INTO "PUBLIC"."INVITATION_GRANTS" VALUES
('88141fee-77fe-4b33-8d42-0fd73b1e7120', '4da1845a-6a67-49bd-bf0a-6e1210d9cd2d', 0, '{"cloud":"simulator","projects":["9c7390ba34d63efebf0c4392a766c00b"],"servers":{"all":true},"role":"operator","lasts":"PT336H"}');
CREATE CACHED TABLE "PUBLIC"."IDEMPOTENT_PART"(
    "USER_ID" CHARACTER(36) NOT NULL,
    "REQUEST_KEY" CHARACTER VARYING(255) NOT NULL,
    "NUMBER" INTEGER NOT NULL,
    "OPERATION" CHARACTER(36) NOT NULL
);
ALTER TABLE "PUBLIC"."IDEMPOTENT_PART" ADD CONSTRAINT "PUBLIC"."PK_IDEMPOTENT_PART" PRIMARY KEY("USER_ID", "REQUEST_KEY", "NUMBER");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.IDEMPOTENT_PART;
CREATE CACHED TABLE "PUBLIC"."SERVER_PROTECTIONS" COMMENT 'servers that the console does not destroy until this is lifted'(
    "CLOUD" CHARACTER VARYING(255) NOT NULL,
    "SERVER" CHARACTER VARYING(255) NOT NULL,
    "USER_ID" CHARACTER(36) NOT NULL,
    "USER_NAME" CHARACTER VARYING(64) NOT NULL,
    "PROTECTED_AT" TIMESTAMP(6) NOT NULL,
    "REASON" CHARACTER VARYING(255),
    "PROJECT" CHARACTER VARYING(255) COMMENT 'id in Keystone' NOT NULL,
    "SERVER_NAME" CHARACTER VARYING(255) COMMENT 'as it was then' NOT NULL
);
ALTER TABLE "PUBLIC"."SERVER_PROTECTIONS" ADD CONSTRAINT "PUBLIC"."PK_SERVER_PROTECTIONS" PRIMARY KEY("CLOUD", "SERVER");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.SERVER_PROTECTIONS;
INSERT INTO "PUBLIC"."SERVER_PROTECTIONS" VALUES
('simulator', '688df4b8-de94-3069-a09a-3cbf65884dae', 'f939b02e-411b-490a-8404-56240acf7ff3', 'root', TIMESTAMP '2026-11-27 14:12:11.657642', 'the books', '9c7390ba34d63efebf0c4392a766c00b', 'research-gpu-007');
CREATE CACHED TABLE "PUBLIC"."RECIPE" COMMENT 'servers by name, to be launched again; with neither key nor user data'(
    "ID" CHARACTER(36) NOT NULL,
    "NAME" CHARACTER VARYING(255) NOT NULL,
    "OWNER_ID" CHARACTER(36) NOT NULL,
    "OWNER_NAME" CHARACTER VARYING(255) NOT NULL,
    "CLOUD" CHARACTER VARYING(255) NOT NULL,
    "PROJECT" CHARACTER VARYING(255) NOT NULL,
    "SERVER" CHARACTER VARYING(100000) COMMENT 'JSON' NOT NULL,
    "SHARED" CHARACTER VARYING(64) COMMENT 'NOBODY, EVERYONE, USER or GROUP' NOT NULL,
    "SHARED_WITH" CHARACTER(36) COMMENT 'the user or the group',
    "CHANGED_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."RECIPE" ADD CONSTRAINT "PUBLIC"."PK_RECIPE" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.RECIPE;
INSERT INTO "PUBLIC"."RECIPE" VALUES
('afce3949-406a-4540-826f-a24377c26676', 'Web server', '3a4142d6-d715-4e0b-b985-ab2c04e6e996', 'mia', 'simulator', '9c7390ba34d63efebf0c4392a766c00b', '{"name":"web","boot":{"kind":"IMAGE","id":"cirros","rootVolumeGib":null,"deletedWithServer":false},"flavor":"m1.tiny","nics":[],"key":null,"securityGroups":[],"zone":null,"serverGroup":null,"userData":null,"tags":["blue"],"metadata":{},"description":null}', 'GROUP', 'f3ce6c00-427c-4c37-98ec-cac7b46a14b6', TIMESTAMP '2026-11-27 14:12:10.891689');
CREATE CACHED TABLE "PUBLIC"."OPERATION_PASSWORD" COMMENT 'what clouds made for administrators within servers, until it is told to whoever asked, or too old'(
    "OPERATION" CHARACTER(36) NOT NULL,
    "SEALED" CHARACTER VARYING(8000) NOT NULL,
    "MADE_AT" TIMESTAMP(6) NOT NULL
);
ALTER TABLE "PUBLIC"."OPERATION_PASSWORD" ADD CONSTRAINT "PUBLIC"."PK_OPERATION_PASSWORD" PRIMARY KEY("OPERATION");
CREATE INDEX "PUBLIC"."IX_OPERATION_PASSWORD_MADE" ON "PUBLIC"."OPERATION_PASSWORD"("MADE_AT" NULLS FIRST);
CREATE CACHED TABLE "PUBLIC"."KEY_PAIR_LOCK" COMMENT 'locked by whoever adds a key pair, so that nobody gets more than one may have'(
    "ID" INTEGER NOT NULL
);
ALTER TABLE "PUBLIC"."KEY_PAIR_LOCK" ADD CONSTRAINT "PUBLIC"."PK_KEY_PAIR_LOCK" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.KEY_PAIR_LOCK;
INSERT INTO "PUBLIC"."KEY_PAIR_LOCK" VALUES
(1);
CREATE CACHED TABLE "PUBLIC"."RECIPE_LOCK" COMMENT 'locked by whoever makes a recipe, so that nobody gets more than one may have'(
    "ID" INTEGER NOT NULL
);
ALTER TABLE "PUBLIC"."RECIPE_LOCK" ADD CONSTRAINT "PUBLIC"."PK_RECIPE_LOCK" PRIMARY KEY("ID");
-- 1 +/- SELECT COUNT(*) FROM PUBLIC.RECIPE_LOCK;
INSERT INTO "PUBLIC"."RECIPE_LOCK" VALUES
(1);
ALTER TABLE "PUBLIC"."INVITATIONS" ADD CONSTRAINT "PUBLIC"."CK_INVITATIONS_USED" CHECK("USED" BETWEEN 0 AND "USES") NOCHECK;
ALTER TABLE "PUBLIC"."GRANTS" ADD CONSTRAINT "PUBLIC"."CK_GRANTS_SUBJECT_TYPE" CHECK("SUBJECT_TYPE" IN('USER', 'GROUP')) NOCHECK;
ALTER TABLE "PUBLIC"."GRANTS" ADD CONSTRAINT "PUBLIC"."CK_GRANTS_VALIDITY" CHECK("VALID_FROM" < "VALID_UNTIL") NOCHECK;
ALTER TABLE "PUBLIC"."REGISTRATION_POLICY" ADD CONSTRAINT "PUBLIC"."CK_REGISTRATION_POLICY_ROW" CHECK("ID" = 1) NOCHECK;
ALTER TABLE "PUBLIC"."GRANTS" ADD CONSTRAINT "PUBLIC"."CK_GRANTS_ROLE" CHECK(("ROLE" IS NULL)
    OR ("PERMISSIONS" IS NULL)) NOCHECK;
ALTER TABLE "PUBLIC"."LOGIN_SESSIONS" ADD CONSTRAINT "PUBLIC"."CK_LOGIN_SESSIONS_KIND" CHECK("KIND" IN('WEB', 'TOKEN')) NOCHECK;
ALTER TABLE "PUBLIC"."ACCOUNTS" ADD CONSTRAINT "PUBLIC"."CK_ACCOUNTS_STATE" CHECK("STATE" IN('PENDING', 'ACTIVE', 'REJECTED', 'DISABLED')) NOCHECK;
ALTER TABLE "PUBLIC"."ACCOUNTS" ADD CONSTRAINT "PUBLIC"."CK_ACCOUNTS_ROLE" CHECK("ROLE" IN('ADMINISTRATOR', 'MEMBER')) NOCHECK;
ALTER TABLE "PUBLIC"."REGISTRATION_POLICY" ADD CONSTRAINT "PUBLIC"."CK_REGISTRATION_POLICY_MODE" CHECK("MODE" IN('APPROVAL', 'INVITATION', 'CLOSED')) NOCHECK;
ALTER TABLE "PUBLIC"."USER_GROUPS" ADD CONSTRAINT "PUBLIC"."UQ_USER_GROUPS_NAME" UNIQUE NULLS DISTINCT ("NAME");
ALTER TABLE "PUBLIC"."INVITATIONS" ADD CONSTRAINT "PUBLIC"."UQ_INVITATIONS_TOKEN_HASH" UNIQUE NULLS DISTINCT ("TOKEN_HASH");
ALTER TABLE "PUBLIC"."ACCOUNTS" ADD CONSTRAINT "PUBLIC"."UQ_ACCOUNTS_NAME" UNIQUE NULLS DISTINCT ("NAME");
ALTER TABLE "PUBLIC"."RECIPE" ADD CONSTRAINT "PUBLIC"."UQ_RECIPE_NAME" UNIQUE NULLS DISTINCT ("OWNER_ID", "NAME");
ALTER TABLE "PUBLIC"."PASSKEYS" ADD CONSTRAINT "PUBLIC"."UQ_PASSKEYS_CREDENTIAL" UNIQUE NULLS DISTINCT ("CREDENTIAL_HASH");
ALTER TABLE "PUBLIC"."OPERATION" ADD CONSTRAINT "PUBLIC"."OPERATION_ONE_ACTIVE_PER_SERVER" UNIQUE NULLS DISTINCT ("CLOUD", "SERVER_ID", "ACTIVE");
ALTER TABLE "PUBLIC"."INVITATION_GRANTS" ADD CONSTRAINT "PUBLIC"."UQ_INVITATION_GRANTS" UNIQUE NULLS DISTINCT ("INVITATION_ID", "POSITION");
ALTER TABLE "PUBLIC"."SERVER_OWNERS" ADD CONSTRAINT "PUBLIC"."FK_SERVER_OWNERS_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."INVITATION_USES" ADD CONSTRAINT "PUBLIC"."FK_INVITATION_USES_INVITATION" FOREIGN KEY("INVITATION_ID") REFERENCES "PUBLIC"."INVITATIONS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."INVITATION_USES" ADD CONSTRAINT "PUBLIC"."FK_INVITATION_USES_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."OPERATION_PASSWORD" ADD CONSTRAINT "PUBLIC"."FK_OPERATION_PASSWORD_OPERATION" FOREIGN KEY("OPERATION") REFERENCES "PUBLIC"."OPERATION"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."NOTICES" ADD CONSTRAINT "PUBLIC"."FK_NOTICES_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."ACCESS_REQUESTS" ADD CONSTRAINT "PUBLIC"."FK_ACCESS_REQUESTS_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."INVITATION_GROUPS" ADD CONSTRAINT "PUBLIC"."FK_INVITATION_GROUPS_INVITATION" FOREIGN KEY("INVITATION_ID") REFERENCES "PUBLIC"."INVITATIONS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."PASSKEYS" ADD CONSTRAINT "PUBLIC"."FK_PASSKEYS_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."GROUP_MEMBERS" ADD CONSTRAINT "PUBLIC"."FK_GROUP_MEMBERS_GROUP" FOREIGN KEY("GROUP_ID") REFERENCES "PUBLIC"."USER_GROUPS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."RESET_CODES" ADD CONSTRAINT "PUBLIC"."FK_RESET_CODES_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."RECOVERY_CODES" ADD CONSTRAINT "PUBLIC"."FK_RECOVERY_CODES_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."INVITATION_GRANTS" ADD CONSTRAINT "PUBLIC"."FK_INVITATION_GRANTS_INVITATION" FOREIGN KEY("INVITATION_ID") REFERENCES "PUBLIC"."INVITATIONS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."TOTP_SECRETS" ADD CONSTRAINT "PUBLIC"."FK_TOTP_SECRETS_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."LOGIN_SESSIONS" ADD CONSTRAINT "PUBLIC"."FK_LOGIN_SESSIONS_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."INVITATIONS" ADD CONSTRAINT "PUBLIC"."FK_INVITATIONS_INVITER" FOREIGN KEY("INVITER_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."CLAIMS" ADD CONSTRAINT "PUBLIC"."FK_CLAIMS_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."IDEMPOTENT_PART" ADD CONSTRAINT "PUBLIC"."FK_IDEMPOTENT_PART_REQUEST" FOREIGN KEY("USER_ID", "REQUEST_KEY") REFERENCES "PUBLIC"."IDEMPOTENT_REQUEST"("USER_ID", "REQUEST_KEY") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."GROUP_MEMBERS" ADD CONSTRAINT "PUBLIC"."FK_GROUP_MEMBERS_ACCOUNT" FOREIGN KEY("ACCOUNT_ID") REFERENCES "PUBLIC"."ACCOUNTS"("ID") ON DELETE CASCADE NOCHECK;
ALTER TABLE "PUBLIC"."GRANT_PROJECTS" ADD CONSTRAINT "PUBLIC"."FK_GRANT_PROJECTS_GRANT" FOREIGN KEY("GRANT_ID") REFERENCES "PUBLIC"."GRANTS"("ID") ON DELETE CASCADE NOCHECK;
