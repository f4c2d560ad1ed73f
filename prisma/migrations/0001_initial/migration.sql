-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "isAnonymous" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "login_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "auth_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "retentionDays" INTEGER NOT NULL DEFAULT 180,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participant" (
    "id" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "colour" INTEGER NOT NULL,
    "joinedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "interviewId" TEXT,
    "createdById" TEXT NOT NULL,
    "maxUses" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview" (
    "id" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "setup" JSONB NOT NULL,
    "scenarioId" TEXT,
    "scenarioVersion" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "guideRevision" INTEGER NOT NULL DEFAULT 0,
    "nextSeq" INTEGER NOT NULL DEFAULT 1,
    "candidateId" TEXT,
    "leadId" TEXT,
    "ratingDeadline" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "revealedAt" TIMESTAMP(3),

    CONSTRAINT "interview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview_event" (
    "id" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "offsetMs" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "audience" TEXT NOT NULL,

    CONSTRAINT "interview_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_note" (
    "id" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "offsetMs" INTEGER NOT NULL,
    "dimension" TEXT NOT NULL,
    "sign" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "expectationId" TEXT,
    "hintId" TEXT,
    "share" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "evidence_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rating_form" (
    "id" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "participantId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rubricVersion" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "content" JSONB NOT NULL,
    "submittedAt" TIMESTAMP(3),
    "waivedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "rating_form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rater_assignment" (
    "id" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "participantId" TEXT,
    "inviteId" TEXT,
    "assignedById" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "rater_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rating_record" (
    "id" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "rating" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rating_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_reply" (
    "id" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" JSONB,
    "text" TEXT NOT NULL,
    "flagId" TEXT,
    "verdict" TEXT,
    "recordId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "review_reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seen_scenario" (
    "userId" TEXT NOT NULL,
    "scenarioId" TEXT NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seen_scenario_pkey" PRIMARY KEY ("userId","scenarioId")
);

-- CreateTable
CREATE TABLE "own_scenario" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "draft" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "publishedRevision" INTEGER,
    "title" TEXT,
    "faultCount" INTEGER,
    "savedAt" TIMESTAMP(3) NOT NULL,
    "retiredAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "own_scenario_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "own_scenario_version" (
    "scenarioId" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "own_scenario_version_pkey" PRIMARY KEY ("scenarioId","version")
);

-- CreateTable
CREATE TABLE "scenario_share" (
    "scenarioId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "scenario_share_pkey" PRIMARY KEY ("scenarioId","roomId")
);

-- CreateTable
CREATE TABLE "share_link" (
    "id" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "showsName" BOOLEAN NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "leasedUntil" TIMESTAMP(3),
    "lastStatus" INTEGER,
    "lastError" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calibration_run" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "referenceId" TEXT NOT NULL,
    "referenceVersion" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "rubricVersion" TEXT NOT NULL,
    "activeKey" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "isGivenUp" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "calibration_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calibration_rating" (
    "runId" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "rating" INTEGER,
    "notAssessed" TEXT,
    "moments" JSONB NOT NULL,
    "words" TEXT NOT NULL,
    "referenceRating" INTEGER,
    "lockedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "calibration_rating_pkey" PRIMARY KEY ("runId","dimension")
);

-- CreateTable
CREATE TABLE "interview_summary" (
    "interviewId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "roomId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "candidateId" TEXT,
    "candidateUserId" TEXT,
    "leadId" TEXT,
    "leadUserId" TEXT,
    "scenarioId" TEXT,
    "scenarioVersion" TEXT,
    "level" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "framework" TEXT NOT NULL,
    "endedAt" TIMESTAMP(3) NOT NULL,
    "revealedAt" TIMESTAMP(3) NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "nudges" SMALLINT NOT NULL,
    "pointers" SMALLINT NOT NULL,
    "reveals" SMALLINT NOT NULL,
    "hintsUsed" SMALLINT NOT NULL,
    "hintsPartly" SMALLINT NOT NULL,
    "hintsIgnored" SMALLINT NOT NULL,

    CONSTRAINT "interview_summary_pkey" PRIMARY KEY ("interviewId")
);

-- CreateTable
CREATE TABLE "interview_items" (
    "interviewId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "scenarioId" TEXT NOT NULL,
    "scenarioVersion" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "revealedAt" TIMESTAMP(3) NOT NULL,
    "candidateUserId" TEXT,
    "items" JSONB NOT NULL,

    CONSTRAINT "interview_items_pkey" PRIMARY KEY ("interviewId")
);

-- CreateTable
CREATE TABLE "rating_summary" (
    "formId" TEXT NOT NULL,
    "interviewId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "participantId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "rubricVersion" TEXT NOT NULL,
    "ratings" CHAR(8) NOT NULL,
    "recommendation" SMALLINT,
    "submittedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "rating_summary_pkey" PRIMARY KEY ("formId")
);

-- CreateTable
CREATE TABLE "document_update" (
    "id" BIGSERIAL NOT NULL,
    "documentId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorId" TEXT NOT NULL,
    "update" BYTEA NOT NULL,

    CONSTRAINT "document_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_snapshot" (
    "documentId" TEXT NOT NULL,
    "lastUpdateId" BIGINT NOT NULL,
    "state" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "document_snapshot_pkey" PRIMARY KEY ("documentId")
);

-- CreateTable
CREATE TABLE "document_author" (
    "documentId" TEXT NOT NULL,
    "clientId" BIGINT NOT NULL,
    "participantId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_author_pkey" PRIMARY KEY ("documentId","clientId")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "login_session_token_key" ON "login_session"("token");

-- CreateIndex
CREATE INDEX "login_session_userId_idx" ON "login_session"("userId");

-- CreateIndex
CREATE INDEX "auth_account_userId_idx" ON "auth_account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "room_ownerId_idx" ON "room"("ownerId");

-- CreateIndex
CREATE INDEX "participant_userId_idx" ON "participant"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "participant_roomId_userId_key" ON "participant"("roomId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "invite_tokenHash_key" ON "invite"("tokenHash");

-- CreateIndex
CREATE INDEX "invite_roomId_idx" ON "invite"("roomId");

-- CreateIndex
CREATE INDEX "interview_status_ratingDeadline_idx" ON "interview"("status", "ratingDeadline");

-- CreateIndex
CREATE INDEX "interview_scenarioId_idx" ON "interview"("scenarioId");

-- CreateIndex
CREATE UNIQUE INDEX "interview_roomId_ordinal_key" ON "interview"("roomId", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "interview_event_interviewId_seq_key" ON "interview_event"("interviewId", "seq");

-- CreateIndex
CREATE INDEX "evidence_note_interviewId_authorId_idx" ON "evidence_note"("interviewId", "authorId");

-- CreateIndex
CREATE INDEX "rating_form_participantId_idx" ON "rating_form"("participantId");

-- CreateIndex
CREATE INDEX "rating_form_submittedAt_idx" ON "rating_form"("submittedAt");

-- CreateIndex
CREATE UNIQUE INDEX "rating_form_interviewId_participantId_kind_key" ON "rating_form"("interviewId", "participantId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "rater_assignment_inviteId_key" ON "rater_assignment"("inviteId");

-- CreateIndex
CREATE INDEX "rater_assignment_interviewId_idx" ON "rater_assignment"("interviewId");

-- CreateIndex
CREATE INDEX "rater_assignment_participantId_idx" ON "rater_assignment"("participantId");

-- CreateIndex
CREATE INDEX "rating_record_interviewId_idx" ON "rating_record"("interviewId");

-- CreateIndex
CREATE INDEX "review_reply_interviewId_idx" ON "review_reply"("interviewId");

-- CreateIndex
CREATE UNIQUE INDEX "own_scenario_ownerId_clientId_key" ON "own_scenario"("ownerId", "clientId");

-- CreateIndex
CREATE UNIQUE INDEX "own_scenario_version_scenarioId_ordinal_key" ON "own_scenario_version"("scenarioId", "ordinal");

-- CreateIndex
CREATE INDEX "scenario_share_roomId_idx" ON "scenario_share"("roomId");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_tokenHash_key" ON "share_link"("tokenHash");

-- CreateIndex
CREATE INDEX "share_link_interviewId_idx" ON "share_link"("interviewId");

-- CreateIndex
CREATE INDEX "share_link_createdById_idx" ON "share_link"("createdById");

-- CreateIndex
CREATE INDEX "webhook_roomId_idx" ON "webhook"("roomId");

-- CreateIndex
CREATE INDEX "webhook_delivery_status_nextAttemptAt_idx" ON "webhook_delivery"("status", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "webhook_delivery_webhookId_createdAt_idx" ON "webhook_delivery"("webhookId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "calibration_run_activeKey_key" ON "calibration_run"("activeKey");

-- CreateIndex
CREATE INDEX "calibration_run_userId_startedAt_idx" ON "calibration_run"("userId", "startedAt");

-- CreateIndex
CREATE INDEX "interview_summary_candidateUserId_revealedAt_interviewId_idx" ON "interview_summary"("candidateUserId", "revealedAt", "interviewId");

-- CreateIndex
CREATE INDEX "interview_summary_leadUserId_revealedAt_interviewId_idx" ON "interview_summary"("leadUserId", "revealedAt", "interviewId");

-- CreateIndex
CREATE INDEX "interview_summary_ownerId_revealedAt_interviewId_idx" ON "interview_summary"("ownerId", "revealedAt", "interviewId");

-- CreateIndex
CREATE INDEX "interview_items_ownerId_scenarioId_revealedAt_idx" ON "interview_items"("ownerId", "scenarioId", "revealedAt");

-- CreateIndex
CREATE INDEX "rating_summary_interviewId_idx" ON "rating_summary"("interviewId");

-- CreateIndex
CREATE INDEX "rating_summary_userId_kind_submittedAt_idx" ON "rating_summary"("userId", "kind", "submittedAt");

-- CreateIndex
CREATE INDEX "rating_summary_ownerId_kind_idx" ON "rating_summary"("ownerId", "kind");

-- CreateIndex
CREATE INDEX "document_update_documentId_id_idx" ON "document_update"("documentId", "id");

-- AddForeignKey
ALTER TABLE "login_session" ADD CONSTRAINT "login_session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview" ADD CONSTRAINT "interview_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview_event" ADD CONSTRAINT "interview_event_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_note" ADD CONSTRAINT "evidence_note_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_note" ADD CONSTRAINT "evidence_note_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_form" ADD CONSTRAINT "rating_form_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_form" ADD CONSTRAINT "rating_form_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rater_assignment" ADD CONSTRAINT "rater_assignment_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rater_assignment" ADD CONSTRAINT "rater_assignment_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "participant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_record" ADD CONSTRAINT "rating_record_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_record" ADD CONSTRAINT "rating_record_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_reply" ADD CONSTRAINT "review_reply_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_reply" ADD CONSTRAINT "review_reply_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seen_scenario" ADD CONSTRAINT "seen_scenario_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "own_scenario" ADD CONSTRAINT "own_scenario_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "own_scenario_version" ADD CONSTRAINT "own_scenario_version_scenarioId_fkey" FOREIGN KEY ("scenarioId") REFERENCES "own_scenario"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_share" ADD CONSTRAINT "scenario_share_scenarioId_fkey" FOREIGN KEY ("scenarioId") REFERENCES "own_scenario"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_share" ADD CONSTRAINT "scenario_share_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_run" ADD CONSTRAINT "calibration_run_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_rating" ADD CONSTRAINT "calibration_rating_runId_fkey" FOREIGN KEY ("runId") REFERENCES "calibration_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview_summary" ADD CONSTRAINT "interview_summary_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview_items" ADD CONSTRAINT "interview_items_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_summary" ADD CONSTRAINT "rating_summary_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
