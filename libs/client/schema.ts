/** The types of the API. Made from docs/api/openapi.json by apps/api/openapi/write.ts: never edited. */
export interface paths {
    "/v1/parties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List parties
         * @description Both clocks are fixed by the first page and stand in its cursor: no party is missed and none comes twice, whatever is written meanwhile. Names, phones and e-mails never travel in an address: use POST /v1/parties/search.
         */
        get: operations["list-parties"];
        put?: never;
        /**
         * Create a party
         * @description With its first facts, identifiers and relations: all or nothing.
         */
        post: operations["create-party"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/by/{scheme}/{value}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Create a party or bring it up to date, by an identifier
         * @description The call every integration starts with: send what the source knows and from when. Only differences become events, the answer lists them, and sent twice it writes nothing.
         */
        put: operations["upsert-party"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/reclassify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Correct the kind of a party */
        post: operations["reclassify-party"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record 1 to 100 facts of a party
         * @description All or nothing.
         */
        post: operations["record-facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/facts/{factId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a fact: the world changed
         * @description Once only, inside its period; a later change of that end is a correction.
         */
        post: operations["end-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/facts/{factId}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a fact: it was recorded wrongly
         * @description The whole new state, never a patch. What was believed before stays visible at an earlier `knownAt`.
         */
        post: operations["correct-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/facts/{factId}/retract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retract a fact: it was never true
         * @description Final.
         */
        post: operations["retract-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/facts/{factId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a fact: checked, still so */
        post: operations["confirm-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/facts/{factId}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dispute a fact: somebody doubts it */
        post: operations["dispute-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search parties by name, phone, e-mail or identifier
         * @description A name is found by its beginning, whatever its case and accents. All conditions must hold on the day.
         */
        post: operations["search-parties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look up many parties by id or identifier
         * @description At most 1000 in all; answered in the order asked. One that was merged answers with the party it turned out to be.
         */
        post: operations["lookup-parties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One party */
        get: operations["get-party"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/360": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything known of a party, as of a day and a time known */
        get: operations["get-party-360"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How what is known of a party came about
         * @description Every event of the party and its relations up to the time known, in the order recorded: what it says, what it replaced, who, when, why, by which command. With `include` also those of what it has a part in, which `stream` names.
         */
        get: operations["get-party-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed in a party between two points
         * @description On either clock, or on both: `asOf=A..B`, `knownAt=C..D`. A clock that is left out, or given one point, stands still. Of a party that was not known yet at one of them, all is new.
         */
        get: operations["get-party-diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The group a party belongs to
         * @description Up to its top and down from there, along hierarchical relations in force on the day, at any depth.
         */
        get: operations["get-party-group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One box: names with typos, former names, identifiers, phones, e-mails, postcodes, places
         * @description Ranked: what is exact first, then names by how alike they are, former ones after those of the day. Where there are more hits than asked for, say more. For lists with pages use POST /v1/parties/search.
         */
        post: operations["search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who may be calling from a number
         * @description For telephone systems: who has the number now before who had it, persons before organisations.
         */
        post: operations["look-up-phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One chronological account of a party, the newest first
         * @description Up to `asOf`, as known at `knownAt`; both are fixed by the first page. What begins at a time nobody knows stands in no account. Tasks and planned interactions stand in the account of the parties they are about, of those whose agenda they are in, and of those they were taken from. How what is known came about is told by /history.
         */
        get: operations["get-party-timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doubtful-facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Facts in force that should be checked again
         * @description Past their freshness, disputed, or with a bound nobody knows. Confirm, dispute, end or correct each by its id. A page may hold fewer than asked for and still have a `next`.
         */
        get: operations["list-doubtful-facts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/portfolio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom a person follows
         * @description The facts `followed-by` in force on the day that name this person. `absences` tells whether the person is away on the day, and who stands in.
         */
        get: operations["get-portfolio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portfolio-handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand over whom a person follows
         * @description At most 5,000. They are listed at once and written party by party, all from the same day: nobody is without for a day. See GET /v1/portfolio-handovers/{handoverId}. Whom somebody else follows by then is skipped.
         */
        post: operations["hand-over-portfolio"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portfolio-handovers/{handoverId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a hand-over of a portfolio is */
        get: operations["get-portfolio-handover"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/own-companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Our own companies and their teams
         * @description Organisations with the fact `own-company` on the day, by its code; teams by `team-of`, at any depth. `cut`: as many as one answer holds (1,000 companies, 5,000 teams), so there may be more.
         */
        get: operations["list-own-companies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Our people
         * @description Persons employed on the day (`employee-of`) by an own company, or by an establishment of one; in the order of their ids. Both clocks are fixed by the first page and stand in its cursor.
         */
        get: operations["list-staff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a person leaves behind
         * @description All that another must take over as of the day: open tasks, planned interactions, parties followed, teams led, absences stood in for. Tasks and planned interactions pass by POST /v1/task-reassignments, the portfolio by POST /v1/portfolio-handovers.
         */
        get: operations["get-handover"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a period of a relation
         * @description There is one relation for each type and two parties; who leaves and comes back has two periods of it.
         */
        post: operations["start-relation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a period: the world changed */
        post: operations["end-period"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct the bounds of a period
         * @description Both bounds, never a patch.
         */
        post: operations["correct-period"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/retract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retract a period: it never was
         * @description Final. Its facts go with it.
         */
        post: operations["retract-period"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record 1 to 100 facts of a period
         * @description A job title, a desk phone: clipped by the period. All or nothing.
         */
        post: operations["record-relation-facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/facts/{factId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a fact of a period */
        post: operations["end-relation-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/facts/{factId}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a fact of a period
         * @description The whole new state, never a patch.
         */
        post: operations["correct-relation-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/facts/{factId}/retract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retract a fact of a period
         * @description Final.
         */
        post: operations["retract-relation-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/facts/{factId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a fact of a period */
        post: operations["confirm-relation-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}/periods/{periodId}/facts/{factId}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dispute a fact of a period */
        post: operations["dispute-relation-fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One relation with all its periods */
        get: operations["get-relation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log an interaction that took place
         * @description Somebody of ours and somebody of theirs took part; one whose party is not known yet is described, and resolved later.
         */
        post: operations["log-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interactions/{interactionId}/amend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Amend an interaction: we had it wrong
         * @description The whole anew, never a patch. Participants who stay keep their ids.
         */
        post: operations["amend-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interactions/{interactionId}/participants/{participantId}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which party an unknown participant is
         * @description Once: who it was is changed by amending the interaction. Nobody takes part on both sides, nor twice in one role.
         */
        post: operations["resolve-participant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interactions/{interactionId}/retract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retract an interaction: it never took place
         * @description Final.
         */
        post: operations["retract-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Interactions of a party, newest first
         * @description Those that began by `asOf`, as known at `knownAt`; both are fixed by the first page.
         */
        get: operations["list-party-interactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interactions/{interactionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One interaction */
        get: operations["get-interaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interactions/{interactionId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How what is known of an interaction came about
         * @description Logged, amended, resolved, retracted: what each said, who, when and why.
         */
        get: operations["get-interaction-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interactions/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Interactions by the words in them, newest first
         * @description Subject, objective, notes, topics and outcome, by the stems of French and English.
         */
        post: operations["search-interactions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Update requests, the oldest first */
        get: operations["list-update-requests"];
        put?: never;
        /**
         * Propose changes of what is known of a party
         * @description By a caller, an agent or a system. Nothing changes before it is accepted; what the party would not take today is refused at once.
         */
        post: operations["request-update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update-requests/{requestId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an update request: its changes become facts
         * @description Their source is the interaction in which it was said. Applied once, however often it is accepted. If-Match is the revision of the party.
         */
        post: operations["accept-update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update-requests/{requestId}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse an update request, with a reason */
        post: operations["refuse-update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update-requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One update request */
        get: operations["get-update-request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update-requests/{requestId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How an update request came about and was decided
         * @description What each said, with its note, who, when and why.
         */
        get: operations["get-update-request-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/consents/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that a party consents
         * @description For one purpose by one channel, with proof.
         */
        post: operations["grant-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/consents/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that a party refuses */
        post: operations["refuse-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/consents/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that a party withdraws its consent
         * @description It works from its instant on and deletes nothing. Whoever withdraws what was never granted has refused.
         */
        post: operations["withdraw-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/consents/object": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that a party objects
         * @description To one purpose or all, by one channel or any. What the party allows later counts again.
         */
        post: operations["register-objection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/consents/{consentId}/retract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retract a statement: it was never made
         * @description Final. What was known before stays known.
         */
        post: operations["retract-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a party allows, by purpose and channel
         * @description Of purposes and channels about which something was said; of one purpose and channel named also where nothing was.
         */
        get: operations["list-party-consents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/consents/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How what a party allows came about
         * @description Granted, refused, withdrawn, objected, retracted: what each said, with its proof, who recorded it, when and why.
         */
        get: operations["get-consent-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/consents/{purpose}/{channel}/permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a party may be reached by a channel for a purpose
         * @description At an instant, as known at another: was that call allowed, as we knew then? By consent where that is the legal basis of the purpose; else unless the party said no.
         */
        get: operations["get-contact-permission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/addresses/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an address as on an envelope, and check it
         * @description Lines by NF Z 10-011: at most six of at most 38 characters, and the country abroad. What is too long is abbreviated as the norm says; what still does not fit stands whole and is told as `line-too-long`. Postcode, locality and commune are checked against the lists of La Poste and INSEE, where they are loaded. Nothing is stored, and no fault keeps an address from being recorded.
         */
        post: operations["check-address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communes/{communeCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the code of a commune is on a day
         * @description A code that no list has is answered too, as `unknown`: the lists may be older or younger than the code.
         */
        get: operations["get-commune"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reference-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the lists that addresses are checked against
         * @description The lists that the lines name are replaced whole, all or none; the others stay. The same rows again change nothing. With a wrong line nothing is loaded, and the lines are named by number.
         */
        put: operations["load-reference-lists"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks
         * @description In the order in which they are due, those without a due date last. Both clocks are fixed by the first page and stand in its cursor.
         */
        get: operations["list-tasks"];
        put?: never;
        /**
         * Create a task
         * @description Something one of our people has to do, for some parties or none.
         */
        post: operations["create-task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a task to somebody
         * @description From now on, or from the beginning of a day, which may lie ahead; whatever was planned for later is replaced.
         */
        post: operations["assign-task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a task another due date, or none */
        post: operations["reschedule-task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/amend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Describe a task anew
         * @description The whole new description, never a patch; also of a task that is closed.
         */
        post: operations["amend-task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A task was done */
        post: operations["complete-task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A task is not to be done any more */
        post: operations["cancel-task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A task is to be done after all */
        post: operations["reopen-task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/task-reassignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand over all open tasks and planned interactions of somebody
         * @description At most 10,000. They are listed at once and handed over one by one, each from the beginning of the same day; the answer does not wait for that: see GET /v1/task-reassignments/{reassignmentId}. What is closed or given to somebody else meanwhile is skipped.
         */
        post: operations["reassign-tasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/planned-interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plan a visit, a meeting or a call */
        post: operations["propose-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/planned-interactions/{plannedInteractionId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A planned interaction was agreed */
        post: operations["confirm-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/planned-interactions/{plannedInteractionId}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A planned interaction has another time or place
         * @description A confirmed one stays confirmed.
         */
        post: operations["move-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/planned-interactions/{plannedInteractionId}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A planned interaction took place
         * @description It becomes an interaction: one that is logged already (`interactionId`), or one that the same request logs (`interaction`), in which all that is left out was as planned. One taken for missed can still be held. Against a cancellation at the same time it is held and logged, or neither.
         */
        post: operations["hold-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/planned-interactions/{plannedInteractionId}/miss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A planned interaction did not take place, though nobody had cancelled it */
        post: operations["miss-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/planned-interactions/{plannedInteractionId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A planned interaction is not to be any more */
        post: operations["cancel-interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task */
        get: operations["get-task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/planned-interactions/{plannedInteractionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One planned interaction */
        get: operations["get-planned-interaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How what is known of a task came about
         * @description Created, assigned, rescheduled, amended, done, cancelled, reopened: what each said, with its note, who, when and why.
         */
        get: operations["get-task-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/planned-interactions/{plannedInteractionId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How what is known of a planned interaction came about
         * @description Proposed, confirmed, moved, handed over, held, missed, cancelled: what each said, with its note, who, when and why.
         */
        get: operations["get-planned-interaction-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/task-reassignments/{reassignmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a hand-over of tasks is */
        get: operations["get-task-reassignment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tasks about a party
         * @description Also those about parties that turned out to be the same one. In the order in which they are due.
         */
        get: operations["list-party-tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The agenda of a person: tasks due and planned interactions
         * @description By day, as the zone of each entry counts days; closed and cancelled ones too. A planned interaction stands in the agendas of those who take part when it begins. At most 5000 entries. With `Accept: text/calendar` as iCalendar (RFC 5545).
         */
        get: operations["get-agenda"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parties/{partyId}/agenda.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The agenda of a person as an iCalendar feed
         * @description For calendar programs to subscribe to (RFC 5545): VEVENT and VTODO, instants in UTC.
         */
        get: operations["get-agenda-calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attributes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One attribute */
        get: operations["get-attribute"];
        /**
         * Define a custom attribute, or set the freshness of any
         * @description Label and freshness may change; type, values, cardinality, kinds and class of data never do. On a built-in attribute only `freshnessDays` may be given.
         */
        put: operations["define-attribute"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attributes/{code}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a custom attribute
         * @description What is recorded stays; the code is never used again.
         */
        post: operations["retire-attribute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identifier-schemes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scheme of identifiers */
        get: operations["get-identifier-scheme"];
        /**
         * Define a scheme of identifiers
         * @description Its attribute is `identifier.<code>`. Only the label may change.
         */
        put: operations["define-identifier-scheme"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identifier-schemes/{code}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a scheme of identifiers
         * @description What is recorded stays; the code is never used again.
         */
        post: operations["retire-identifier-scheme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relation-types/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One type of relation */
        get: operations["get-relation-type"];
        /**
         * Define a type of relation
         * @description Description and labels may change; nature, ends, limits and symmetry never do.
         */
        put: operations["define-relation-type"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relation-types/{code}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a type of relation
         * @description What is recorded stays; the code is never used again.
         */
        post: operations["retire-relation-type"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One medium of interactions */
        get: operations["get-medium"];
        /**
         * Define a medium of interactions
         * @description Label, permission and the dates of its use may change; channel, directions and automation never do.
         */
        put: operations["define-medium"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{code}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a medium
         * @description What is recorded stays; the code is never used again.
         */
        post: operations["retire-medium"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purposes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One purpose */
        get: operations["get-purpose"];
        /**
         * Define a purpose for which personal data may be used
         * @description Legal bases are dated, each until the next.
         */
        put: operations["define-purpose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purposes/{code}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a purpose
         * @description What is recorded stays; the code is never used again.
         */
        post: operations["retire-purpose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All attributes */
        get: operations["list-attributes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identifier-schemes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All schemes of identifiers */
        get: operations["list-identifier-schemes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relation-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All types of relation */
        get: operations["list-relation-types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All media of interactions */
        get: operations["list-media"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purposes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All purposes */
        get: operations["list-purposes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything one actor did, or that belongs to one correlation
         * @description Every event, in the order recorded: what it says, of which stream, what it replaced, who, when, why, by which command; bookkeeping of commands over several streams is left out. An actor also did what was done on its behalf. A command belongs to the trace it was sent in (`traceparent`); without one its own id is its correlation. An import is a correlation: the id of its run, without hyphens.
         */
        get: operations["get-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Many commands in one request, streaming both ways
         * @description One command a line, one result a line, in the same order, while the request still arrives. A wrong line stops no other. Lines on one party are carried out in their order, others 64 at a time. A later line refers to what an earlier one made by `$ref`. When the connection is cut, send the whole batch again: what was done is answered from the log and not done twice. With `Prefer: validate-only` nothing is written; a line that needs what an earlier line would make is checked in its shape only, and says so by the warning `depends-on-earlier-line`.
         */
        post: operations["batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that was recorded, from any position on
         * @description Events in the order of the log, as CloudEvents 1.0. Who goes on from `next` (or with the `Last-Event-ID` of the stream) after a pause of any length misses nothing; what was not acknowledged or not stored may come twice, with the same `id`. With `Accept: text/event-stream` the answer goes on for ever: one event a block, its position as the id, and a comment with an id from time to time, so that also what a filter passes over is not looked at again. At most 256 callers may wait at one process. With `consumer` what was registered decides what comes, and without `after` the answer begins where the consumer has acknowledged to.
         */
        get: operations["read-feed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All types of events */
        get: operations["list-event-types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All consumers of the feed, and how far behind each is */
        get: operations["list-consumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed/consumers/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One consumer of the feed, and how far behind it is */
        get: operations["get-consumer"];
        /**
         * Register a consumer of the feed, or change what it gets
         * @description At most 100. What is left out is as if it had never been said. Sent again it changes nothing: no Idempotency-Key is needed.
         */
        put: operations["register-consumer"];
        post?: never;
        /**
         * Delete a consumer of the feed
         * @description Its place is forgotten. Events are never deleted.
         */
        delete: operations["delete-consumer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed/consumers/{code}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell how far a consumer has dealt with the feed
         * @description Send it after the events are stored at your side: what was not acknowledged comes again. The same position again changes nothing; an earlier one is refused unless `reset` says that it is meant.
         */
        post: operations["acknowledge-feed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The seals of the log
         * @description Each says what the log holds up to the last event of its block, signed with Ed25519. Keep one elsewhere, and `annals verify log --seal` tells later whether the log up to there is still the same.
         */
        get: operations["list-seals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/events/{eventId}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proof that an event is in the log
         * @description Checked without the log and without us: docs/verify-inclusion.mjs. Values stay encrypted in it, and it stays right when they are erased.
         */
        get: operations["prove-event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a command
         * @description By its Idempotency-Key, among the commands of the same Annals-Caller. Not found: never arrived, refused, or still to be finished. Sending it again is safe in each case.
         */
        get: operations["get-command"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All problems this API can answer with */
        get: operations["list-problems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one problem means */
        get: operations["get-problem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process lives
         * @description It answers; and if it is to move the tables, it has moved them in the last 30 seconds in which the log went on.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process can serve
         * @description The log and the database answer, a connection for questions is free, no projection is stuck, and the tables are at most 50000 events behind. `projections.by` says who writes them: `this-process`, alone or together with others, or `another-process`; of others it counts as stuck when they have not moved them for ten seconds though the log went on. `verified`: what comparing tables with a replay of the log, at random and all the time, has come to in a process that projects; it decides nothing, because another process has the same tables.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the process counts and measures
         * @description In the text format of Prometheus; docs/operations.md says which metrics to watch. No label holds an id, a name or a value.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Ids, codes and warnings; never a value. */
        CommandAnswer: {
            /**
             * @description `accepted`: recorded. `unchanged`: nothing to do. `valid`: nothing was recorded, because that was asked.
             * @enum {unknown}
             */
            status: "accepted" | "unchanged" | "valid";
            /** @description Revision of what was written, for If-Match. -1: nothing there yet. */
            revision?: number;
            /**
             * @description A position in the log, opaque: for `after` and `knownAt`.
             * @example @k7mzq2ab.1204
             */
            position: string;
            /** @description What the caller should know though the command was accepted. */
            warnings: ({
                code: string;
            } & {
                [key: string]: unknown;
            })[];
            /** Format: uuid */
            partyId?: string;
            /** Format: uuid */
            relationId?: string;
            /** Format: uuid */
            periodId?: string;
            /** Format: uuid */
            interactionId?: string;
            /** Format: uuid */
            participantId?: string;
            /** Format: uuid */
            requestId?: string;
            /** Format: uuid */
            consentId?: string;
            /** @description In the order of the participants in the request. */
            participantIds?: string[];
            /** Format: uuid */
            taskId?: string;
            /** Format: uuid */
            plannedInteractionId?: string;
            /** Format: uuid */
            reassignmentId?: string;
            /** Format: uuid */
            handoverId?: string;
            /** @description How many tasks and planned interactions, or parties of a portfolio, are handed over. */
            requested?: number;
            code?: string;
            /** @description In the order of the facts in the request. */
            factIds?: string[];
            /** @description Periods of relations that were started with the party. */
            relations?: {
                /** Format: uuid */
                relationId: string;
                /** Format: uuid */
                periodId: string;
                type?: string;
                change?: string;
            }[];
            /** @description Whether an upsert made the party. */
            created?: boolean;
            /** @description What an upsert changed. */
            differences?: {
                change: string;
                attribute?: string;
                /** Format: uuid */
                factId?: string;
            }[];
        };
        /** @description RFC 9457. Further members name what is in the way. */
        Problem: {
            /** Format: uri-reference */
            type: string;
            /** @description In the language of Accept-Language (fr, en). */
            title: string;
            status: number;
            /** @description For developers, in English. */
            detail: string;
            /**
             * @description Stable; see /v1/problems.
             * @enum {unknown}
             */
            code: "invalid-body" | "invalid-date" | "key-missing" | "known-at-ahead" | "too-many" | "cursor-invalid" | "not-found" | "party-not-found" | "relation-not-found" | "fact-not-found" | "interaction-not-found" | "task-not-found" | "planned-interaction-not-found" | "erased" | "period-overlap" | "identifier-taken" | "cycle" | "limit-exceeded" | "fact-retracted" | "interaction-retracted" | "already-resolved" | "already-decided" | "already-ended" | "already-closed" | "past-next-start" | "unknown-start-hidden" | "partial-overlap" | "key-reused" | "foreign-log" | "already-acknowledged" | "too-many-consumers" | "code-taken" | "retired" | "revision-mismatch" | "body-too-large" | "batch-too-large" | "headers-too-large" | "unsupported-media-type" | "period-upside-down" | "outside-period" | "date-in-future" | "unknown-attribute" | "unknown-type" | "unknown-purpose" | "unknown-medium" | "medium-misfit" | "unknown-reference" | "wrong-party-kind" | "identifier-invalid" | "slot-changed" | "code-reserved" | "request-timeout" | "too-many-followers" | "not-yet-projected" | "read-only" | "conflict-busy" | "log-unavailable" | "overloaded" | "internal";
            /** @description Whether the very same request may succeed later. */
            retryable: boolean;
            /** @description All faults at once. */
            errors?: {
                path: string;
                expected: string;
                /** @description Left out where it may be personal. */
                got?: string;
            }[];
            /** @description The id in the way. */
            conflictsWith?: string;
            instance?: string;
        } & {
            [key: string]: unknown;
        };
        BatchResult: {
            line: number;
            /** @description Null where the line could not be read that far. */
            key: string | null;
            /** @description As the single request would have been answered. */
            status: number;
            /** @description Id or code of what was written. */
            id?: string;
            revision?: number;
            /**
             * @description A position in the log, opaque: for `after` and `knownAt`.
             * @example @k7mzq2ab.1204
             */
            position?: string;
            answer?: components["schemas"]["CommandAnswer"];
            problem?: components["schemas"]["Problem"];
        };
        /** @description CloudEvents 1.0, with extension attributes from `position` on. */
        CloudEvent: {
            /** @constant */
            specversion: "1.0";
            /** Format: uuid */
            id: string;
            /** @description The log. */
            source: string;
            /** @description See /v1/feed/types. */
            type: string;
            /** @description `party/<id>`, `relation/<id>`, `attribute/<code>` … */
            subject: string;
            /**
             * Format: date-time
             * @description When it was recorded; never decreases.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            dataschema: string;
            /** @description A position in the log, opaque. */
            position: string;
            /** @description This is event n (from 1) … */
            n: number;
            /** @description … of so many that were recorded together, or not at all. */
            of: number;
            /** @description Place among the events of its subject, from 0. */
            revision: number;
            /** Format: uuid */
            commandid: string;
            caller: string;
            actor: string;
            onbehalfof?: string;
            reason?: string;
            /** @description Where the knowledge came from. */
            origin?: string;
            originmethod?: string;
            /** @description Names of personal fields that the scope leaves out, separated by commas. */
            sealedfields?: string;
            /** @description Names of fields that were erased: null in `data`. */
            erasedfields?: string;
            data: {
                [key: string]: unknown;
            };
        };
        FeedConsumer: {
            code: string;
            name: string;
            types?: string[];
            /** Format: uuid */
            party?: string;
            bookkeeping: boolean;
            /** @enum {unknown} */
            scope: "ids" | "values";
            /** @description A position in the log, opaque. */
            acknowledged: string;
            /** @description Null until the first time. */
            acknowledgedAt: string | null;
            /** Format: date-time */
            registeredAt: string;
        };
        CreateParty: {
            /**
             * @description What the party is.
             * @example organisation
             * @enum {unknown}
             */
            kind: "organisation" | "person" | "household";
            /** @description Its first facts, identifiers among them. All or nothing. */
            facts?: components["schemas"]["FactInput"][];
            /** @description Relations that start with it. All or nothing. */
            relations?: components["schemas"]["RelationInput"][];
        };
        FactInput: {
            /**
             * @description Code of the attribute, see /v1/attributes.
             * @example name.legal
             */
            attribute: string;
            /**
             * @description The value, in the shape its attribute defines. Decimals are texts.
             * @example Brico Ouest
             */
            value: unknown;
            /**
             * @description From when it is true in the world. Never assumed: a date, `today`, or unknown.
             * @example 2020-01-01
             */
            validFrom: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /**
             * @description The first day it is no longer true; `null` or left out while nobody knows of an end.
             * @example 2024-05-01
             */
            validTo?: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            } | null;
            /** @description Where the knowledge comes from; the caller, when left out. */
            source?: components["schemas"]["Source"];
            /**
             * @description Free text for people; stored encrypted.
             * @example Told by phone
             */
            note?: string;
            /**
             * @description Lets other facts of the same request refer to this one as `$name`.
             * @example office
             */
            ref?: string;
        };
        Source: {
            /**
             * @description The system or interaction it comes from.
             * @example crm-legacy
             */
            system: string;
            /**
             * @description How it was learned; `declared` when left out.
             * @example imported
             * @enum {unknown}
             */
            method?: "declared" | "observed" | "registry" | "inferred" | "imported";
            /**
             * @description How sure the source is, from 0 to 1, as decimal text.
             * @example 0.9
             */
            confidence?: string;
            /**
             * Format: date-time
             * @description When the other system recorded it. Our own time is never given by a caller.
             * @example 2006-04-15T09:30:00Z
             */
            recordedAt?: string;
        };
        RelationInput: {
            /**
             * @description Code of the relation type, see /v1/relation-types.
             * @example employee-of
             */
            type: string;
            /**
             * @description `a-to-b`: the party being written stands at A; `b-to-a`: at B.
             * @example a-to-b
             * @enum {unknown}
             */
            direction: "a-to-b" | "b-to-a";
            /**
             * Format: uuid
             * @description The party at the other end.
             * @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11
             */
            party: string;
            /**
             * @description From when the relation holds.
             * @example 2021-01-01
             */
            validFrom: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /**
             * @description The first day it no longer holds; `null` or left out while nobody knows of an end.
             * @example null
             */
            validTo?: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            } | null;
        };
        UpsertParty: {
            /**
             * @description What the party is.
             * @example organisation
             * @enum {unknown}
             */
            kind: "organisation" | "person" | "household";
            /**
             * @description From when facts hold that bring no date of their own.
             * @example 2024-05-01
             */
            validFrom?: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /** @description Whose knowledge this is. Facts of other sources are never ended or corrected by it. */
            source: components["schemas"]["Source"];
            /**
             * @description `change` (when left out): a new value is a change at its date. `correct`: the source was wrong before.
             * @example change
             * @enum {unknown}
             */
            mode?: "change" | "correct";
            /**
             * @description Whether this is all the source knows: what it said before and leaves out now ends at `on`. Identifiers go on, and so does what the source itself gave an end.
             * @example false
             */
            complete?: boolean;
            /**
             * @description Where absent facts end, with `complete`; on `validFrom` of the whole body, when left out.
             * @example 2024-05-01
             */
            on?: string | "today";
            /**
             * @description Attributes whose whole history this is: where the source said otherwise before, it is corrected or retracted.
             * @example [
             *       "name.legal"
             *     ]
             */
            historyOf?: string[];
            /** @description What the source states. */
            facts: components["schemas"]["UpsertFact"][];
            /** @description Relations it states. Those that stand already are left as they are. */
            relations?: components["schemas"]["RelationInput"][];
        };
        UpsertFact: {
            /**
             * @description Code of the attribute, see /v1/attributes.
             * @example name.legal
             */
            attribute: string;
            /**
             * @description The value, in the shape its attribute defines. Decimals are texts.
             * @example Brico Ouest
             */
            value: unknown;
            /**
             * @description From when it is true; the `validFrom` of the body, when left out.
             * @example 2020-01-01
             */
            validFrom?: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /**
             * @description The first day it is no longer true; `null` or left out while nobody knows of an end.
             * @example null
             */
            validTo?: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            } | null;
            /**
             * @description Free text for people; stored encrypted.
             * @example From the register
             */
            note?: string;
            /**
             * @description Lets other facts of the same request refer to this one as `$name`.
             * @example office
             */
            ref?: string;
        };
        ReclassifyParty: {
            /**
             * @description The right kind. Refused while live facts do not fit it.
             * @example person
             * @enum {unknown}
             */
            kind: "organisation" | "person" | "household";
        };
        RecordFacts: {
            /** @description All are recorded, or none. */
            facts: components["schemas"]["FactInput"][];
        };
        EndFact: {
            /**
             * @description The first day it is no longer true, inside the period of the fact.
             * @example 2024-05-01
             */
            on: string | "today";
            /**
             * @description Free text for people; stored encrypted.
             * @example Told by phone
             */
            note?: string;
        };
        CorrectFact: {
            /**
             * @description The right value.
             * @example Brico Ouest
             */
            value: unknown;
            /**
             * @description The right start.
             * @example 2020-02-01
             */
            validFrom: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /**
             * @description The right end; `null` when there is none.
             * @example null
             */
            validTo: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            } | null;
            /** @description Where the better knowledge comes from; the caller, when left out. */
            source?: components["schemas"]["Source"];
            /**
             * @description Free text for people; stored encrypted.
             * @example Told by phone
             */
            note?: string;
        };
        RetractFact: {
            /**
             * @description Free text for people; stored encrypted.
             * @example Told by phone
             */
            note?: string;
        };
        ConfirmFact: {
            /**
             * @description The day of the check, not after today.
             * @example today
             */
            on: string | "today";
            /**
             * @description Free text for people; stored encrypted.
             * @example Told by phone
             */
            note?: string;
        };
        DisputeFact: {
            /**
             * @description The day of the doubt, not after today.
             * @example today
             */
            on: string | "today";
            /**
             * @description Why, as a code, such as `bounced`, `wrong-number`, `complaint`.
             * @example bounced
             */
            reason: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example Told by phone
             */
            note?: string;
        };
        StartRelation: {
            /**
             * @description Code of the relation type, see /v1/relation-types.
             * @example employee-of
             */
            type: string;
            /**
             * Format: uuid
             * @description The party at end A (hierarchical types: the child).
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            a: string;
            /**
             * Format: uuid
             * @description The party at end B (hierarchical types: the parent).
             * @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11
             */
            b: string;
            /**
             * @description From when it holds.
             * @example 2021-01-01
             */
            validFrom: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /**
             * @description The first day it no longer holds; `null` or left out while nobody knows of an end.
             * @example 2023-07-01
             */
            validTo?: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            } | null;
            /** @description Facts of this period, such as a job title. All or nothing. */
            facts?: components["schemas"]["FactInput"][];
            /**
             * @description Free text for people; stored encrypted.
             * @example As written in the contract
             */
            note?: string;
        };
        EndPeriod: {
            /**
             * @description The first day it no longer holds, inside the period.
             * @example 2023-07-01
             */
            on: string | "today";
            /**
             * @description Why, as a code.
             * @example resigned
             */
            reason?: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example As written in the contract
             */
            note?: string;
        };
        CorrectPeriod: {
            /**
             * @description The right start.
             * @example 2021-02-01
             */
            validFrom: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /**
             * @description The right end; `null` when there is none.
             * @example null
             */
            validTo: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            } | null;
            /**
             * @description Free text for people; stored encrypted.
             * @example As written in the contract
             */
            note?: string;
        };
        RetractPeriod: {
            /**
             * @description Free text for people; stored encrypted.
             * @example As written in the contract
             */
            note?: string;
        };
        InteractionBody: {
            /** @description Who took part: somebody of ours and somebody of theirs at least. */
            participants: components["schemas"]["ParticipantInput"][];
            /**
             * @description Towards us or from us.
             * @example inbound
             * @enum {unknown}
             */
            direction: "inbound" | "outbound";
            /**
             * @description How: a code of /v1/media.
             * @example phone
             */
            medium: string;
            /**
             * @description Whether a machine stood at one end; as the medium is, when left out.
             * @example human
             * @enum {unknown}
             */
            automation?: "human" | "machine";
            /**
             * @description When it began, with its offset from UTC.
             * @example 2026-01-15T10:30:00+01:00
             */
            startedAt: string;
            /**
             * @description The zone of the clock on the wall; the business zone, when left out.
             * @example Europe/Paris
             */
            zone?: string;
            /**
             * @description Seconds it took.
             * @example 300
             */
            durationSeconds?: number;
            /** @description Where. */
            place?: components["schemas"]["PlaceInput"];
            /**
             * @description In a line.
             * @example Asks for a quote
             */
            subject: string;
            /**
             * @description What it was for.
             * @example Win the second shop
             */
            objective?: string;
            /**
             * @description What else is worth keeping.
             * @example Prefers to be called in the morning
             */
            notes?: string;
            /** @description Topics, each raised by one side. */
            topics?: components["schemas"]["TopicInput"][];
            /**
             * @description What came of it, as a code.
             * @example quote-requested
             */
            outcome?: string;
            /**
             * @description What came of it, in words.
             * @example We send a quote by Friday
             */
            outcomeNotes?: string;
            /** @description What it was about. */
            about?: components["schemas"]["AboutInput"][];
            /** @description Where we have it from; the caller, when left out. */
            source?: components["schemas"]["Source"];
        };
        ParticipantInput: {
            /**
             * @description On our side or on theirs.
             * @example them
             * @enum {unknown}
             */
            side: "us" | "them";
            /**
             * @description What part they took.
             * @example caller
             */
            role: string;
            /**
             * Format: uuid
             * @description The party; or else `unresolved`.
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            party?: string;
            /** @description What is known of one whose party is not. */
            unresolved?: components["schemas"]["UnresolvedInput"];
        };
        UnresolvedInput: {
            /**
             * @description The name given.
             * @example Mme Ybert
             */
            name?: string;
            /**
             * @description The number called from, in any spelling.
             * @example 02 40 12 34 56
             */
            phone?: string;
            /**
             * @description The address written from.
             * @example contact@example.org
             */
            email?: string;
        };
        PlaceInput: {
            /**
             * @description In words.
             * @example Their shop in Nantes
             */
            label?: string;
            /**
             * @description Degrees north, WGS 84, as decimal text.
             * @example 47.218
             */
            latitude?: string;
            /**
             * @description Degrees east, WGS 84, as decimal text.
             * @example -1.553
             */
            longitude?: string;
        };
        TopicInput: {
            /**
             * @description What was talked about.
             * @example Delivery times
             */
            subject: string;
            /**
             * @description Who raised it.
             * @example them
             * @enum {unknown}
             */
            raisedBy: "us" | "them";
            /**
             * @description Key points.
             * @example Two weeks are too long for them
             */
            notes?: string;
            /**
             * @description A product it concerned, by its code.
             * @example gtx-basic
             */
            product?: string;
        };
        AboutInput: {
            /**
             * @description What kind of thing.
             * @example party
             * @enum {unknown}
             */
            kind: "party" | "relation" | "fact" | "interaction" | "task" | "external";
            /**
             * @description Its id; of something of another system its code. No name, no free text: it is not encrypted.
             * @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11
             */
            id: string;
        };
        ResolveParticipant: {
            /**
             * Format: uuid
             * @description Who it was.
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            party: string;
        };
        RetractInteraction: {
            /**
             * @description Free text for people; stored encrypted.
             * @example Logged twice
             */
            note?: string;
        };
        RequestUpdate: {
            /**
             * Format: uuid
             * @description The party it concerns.
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            party: string;
            /** @description Facts to record. */
            facts?: components["schemas"]["FactInput"][];
            /** @description Facts to end. */
            ends?: components["schemas"]["ProposedEnd"][];
            /** @description Facts to correct. */
            corrections?: components["schemas"]["ProposedCorrection"][];
            /**
             * Format: uuid
             * @description The interaction in which it was said, a logged one: where the facts will have come from.
             * @example 1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29
             */
            interactionId?: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example She moved in spring
             */
            note?: string;
        };
        ProposedEnd: {
            /**
             * Format: uuid
             * @description The fact that no longer holds.
             * @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66
             */
            factId: string;
            /**
             * @description From which day on.
             * @example 2026-01-01
             */
            on: string | "today";
        };
        ProposedCorrection: {
            /**
             * Format: uuid
             * @description The fact that was recorded wrongly.
             * @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66
             */
            factId: string;
            /**
             * @description The right value.
             * @example Ybert
             */
            value: unknown;
            /**
             * @description The right start.
             * @example 2020-01-01
             */
            validFrom: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /**
             * @description The right end; `null` when there is none.
             * @example null
             */
            validTo: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            } | null;
        };
        RefuseUpdate: {
            /**
             * @description Why, as a code.
             * @example not-proven
             */
            reason: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example She moved in spring
             */
            note?: string;
        };
        GrantConsent: {
            /**
             * @description A code of /v1/purposes.
             * @example b2c-prospecting
             */
            purpose: string;
            /**
             * @description By which channel.
             * @example phone
             * @enum {unknown}
             */
            channel: "phone" | "sms" | "email" | "letter" | "visit" | "chat" | "push" | "social" | "fax";
            /**
             * @description From when: an instant, a day (from its first moment in the business zone), or "now". Never assumed.
             * @example 2026-09-01
             */
            from: string | "now";
            /**
             * @description When it expires by itself.
             * @example 2029-08-20
             */
            expires?: string | "now";
            /** @description How it can be shown later: without proof there is no consent. */
            proof: components["schemas"]["ProofInput"];
        };
        ProofInput: {
            /**
             * @description How it was said, as a code.
             * @example web-form
             */
            method: string;
            /**
             * @description Version of the text that was read.
             * @example newsletter-2026-01
             */
            textVersion?: string;
            /**
             * @description Where the evidence lies, or what it says.
             * @example Letter of 28 August, folder 12
             */
            evidence?: string;
            /**
             * @description Who collected it.
             * @example Shop in Nantes
             */
            collector?: string;
        };
        StateConsent: {
            /**
             * @description A code of /v1/purposes.
             * @example b2c-prospecting
             */
            purpose: string;
            /**
             * @description By which channel.
             * @example phone
             * @enum {unknown}
             */
            channel: "phone" | "sms" | "email" | "letter" | "visit" | "chat" | "push" | "social" | "fax";
            /**
             * @description From when: an instant, a day (from its first moment in the business zone), or "now". Never assumed.
             * @example 2026-09-01
             */
            from: string | "now";
            /** @description How it can be shown later. */
            proof?: components["schemas"]["ProofInput"];
        };
        RegisterObjection: {
            /**
             * @description Against this purpose; against all, when left out.
             * @example b2b-prospecting
             */
            purpose?: string;
            /**
             * @description By this channel; by any, when left out.
             * @example phone
             * @enum {unknown}
             */
            channel?: "phone" | "sms" | "email" | "letter" | "visit" | "chat" | "push" | "social" | "fax";
            /**
             * @description From when: an instant, a day (from its first moment in the business zone), or "now". Never assumed.
             * @example 2026-09-01
             */
            from: string | "now";
            /** @description How it can be shown later. */
            proof?: components["schemas"]["ProofInput"];
        };
        RetractConsent: {
            /**
             * @description Free text for people; stored encrypted.
             * @example Typed into the wrong record
             */
            note?: string;
        };
        CreateTask: {
            /**
             * @description What it is about, in one line; stored encrypted.
             * @example Send the offer for the shelves
             */
            subject: string;
            /**
             * @description More about it; stored encrypted.
             * @example With the discount for two years
             */
            notes?: string;
            /** @description The parties it is about. They never change: what is written in the task is erased with any of them. */
            about?: components["schemas"]["PartyReference"][];
            /**
             * Format: uuid
             * @description The interaction it follows from: one that is logged.
             * @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43
             */
            interactionId?: string;
            /**
             * Format: uuid
             * @description Who has to do it: a person among ours.
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            assigneeId: string;
            /** @description By when. */
            due?: components["schemas"]["TaskDue"];
            /**
             * @description `normal`, when left out.
             * @example high
             * @enum {unknown}
             */
            priority?: "low" | "normal" | "high" | "urgent";
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
        };
        PartyReference: {
            /**
             * Format: uuid
             * @description A party.
             * @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11
             */
            partyId: string;
        };
        TaskDue: {
            /**
             * Format: date
             * @description By the end of this day.
             * @example 2024-05-02
             */
            date?: string;
            /**
             * Format: date-time
             * @description Or at this instant, in UTC; with its zone.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
            /**
             * @description The zone it was agreed in: an IANA name.
             * @example Europe/Paris
             */
            zone?: string;
        };
        AssignTask: {
            /**
             * Format: uuid
             * @description Who: a person among ours.
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            assigneeId: string;
            /**
             * @description From the beginning of this day on, in the business zone; it may lie ahead. Now, when left out.
             * @example 2024-07-01
             */
            on?: string | "today";
            /**
             * @description Free text for people; stored encrypted.
             * @example Asked by phone
             */
            note?: string;
        };
        RescheduleTask: {
            /** @description By when; left out: at any time. */
            due?: components["schemas"]["TaskDue"];
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example Asked by phone
             */
            note?: string;
        };
        AmendTask: {
            /**
             * @description What it is about, in one line; stored encrypted.
             * @example Send the offer for the shelves
             */
            subject: string;
            /**
             * @description More about it; stored encrypted.
             * @example With the discount for two years
             */
            notes?: string;
            /**
             * @description How urgent.
             * @example high
             * @enum {unknown}
             */
            priority: "low" | "normal" | "high" | "urgent";
        };
        CompleteTask: {
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
            /**
             * @description What came of it; stored encrypted.
             * @example Offer sent
             */
            outcome?: string;
        };
        CancelPlanned: {
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
            /**
             * @description Why, as a code.
             * @example customer-request
             */
            reason?: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example Asked by phone
             */
            note?: string;
        };
        ReopenTask: {
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example Asked by phone
             */
            note?: string;
        };
        ReassignTasks: {
            /**
             * Format: uuid
             * @description Whose tasks and planned interactions they are.
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            from: string;
            /**
             * Format: uuid
             * @description Whose they will be: a person among ours.
             * @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66
             */
            to: string;
            /**
             * @description From the beginning of this day on, in the business zone; it may lie ahead.
             * @example 2024-07-01
             */
            on: string | "today";
        };
        ProposeInteraction: {
            /**
             * @description What it will be.
             * @example visit
             * @enum {unknown}
             */
            kind: "visit" | "meeting" | "call";
            /** @description Who takes part: at least one of ours. Those of the other side never change. */
            participants: components["schemas"]["PlannedParticipantInput"][];
            /**
             * Format: date-time
             * @description When it starts, in UTC.
             * @example 2024-05-02T09:30:00Z
             */
            startsAt: string;
            /**
             * @description The zone it was agreed in: an IANA name.
             * @example Europe/Paris
             */
            zone: string;
            /**
             * @description How long it takes, in minutes (1 to 44640).
             * @example 60
             */
            durationMinutes: number;
            /**
             * @description Where; stored encrypted.
             * @example At their head office
             */
            place?: string;
            /**
             * @description What it is about, in one line; stored encrypted.
             * @example Spring assortment
             */
            subject: string;
            /**
             * @description What it is to bring; stored encrypted.
             * @example An order for two regions
             */
            objective?: string;
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
        };
        PlannedParticipantInput: {
            /**
             * Format: uuid
             * @description A party.
             * @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11
             */
            partyId: string;
            /**
             * @description On whose side.
             * @example them
             * @enum {unknown}
             */
            side: "us" | "them";
            /**
             * @description As what, as a code.
             * @example buyer
             */
            role?: string;
        };
        ConfirmInteraction: {
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example Asked by phone
             */
            note?: string;
        };
        MoveInteraction: {
            /**
             * Format: date-time
             * @description When it starts, in UTC.
             * @example 2024-05-02T09:30:00Z
             */
            startsAt: string;
            /**
             * @description The zone it was agreed in: an IANA name.
             * @example Europe/Paris
             */
            zone: string;
            /**
             * @description How long it takes, in minutes (1 to 44640).
             * @example 60
             */
            durationMinutes: number;
            /**
             * @description Where; as before, when left out. Stored encrypted.
             * @example Online
             */
            place?: string;
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
            /**
             * @description Free text for people; stored encrypted.
             * @example Asked by phone
             */
            note?: string;
        };
        HoldInteraction: {
            /**
             * Format: uuid
             * @description An interaction that is logged.
             * @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43
             */
            interactionId?: string;
            /** @description Or the interaction itself, which is logged by the same request. */
            interaction?: components["schemas"]["HeldInteraction"];
            /**
             * Format: date-time
             * @description When it was so; now, when left out. Never ahead.
             * @example 2024-05-02T09:30:00Z
             */
            at?: string;
        };
        HeldInteraction: {
            /** @description Who took part: somebody of ours and somebody of theirs at least. As planned, when left out; whose role was not planned is a `participant`. */
            participants?: components["schemas"]["ParticipantInput"][];
            /**
             * @description Towards us or from us.
             * @example inbound
             * @enum {unknown}
             */
            direction: "inbound" | "outbound";
            /**
             * @description How: a code of /v1/media. `face-to-face`, or of a call `phone`, when left out.
             * @example phone
             */
            medium?: string;
            /**
             * @description Whether a machine stood at one end; as the medium is, when left out.
             * @example human
             * @enum {unknown}
             */
            automation?: "human" | "machine";
            /**
             * @description When it began, with its offset from UTC. As planned, when left out.
             * @example 2026-01-15T10:30:00+01:00
             */
            startedAt?: string;
            /**
             * @description The zone of the clock on the wall. As planned, when left out.
             * @example Europe/Paris
             */
            zone?: string;
            /**
             * @description Seconds it took.
             * @example 300
             */
            durationSeconds?: number;
            /** @description Where. As planned, when left out. */
            place?: components["schemas"]["PlaceInput"];
            /**
             * @description In a line. As planned, when left out.
             * @example Asks for a quote
             */
            subject?: string;
            /**
             * @description What it was for.
             * @example Win the second shop
             */
            objective?: string;
            /**
             * @description What else is worth keeping.
             * @example Prefers to be called in the morning
             */
            notes?: string;
            /** @description Topics, each raised by one side. */
            topics?: components["schemas"]["TopicInput"][];
            /**
             * @description What came of it, as a code.
             * @example quote-requested
             */
            outcome?: string;
            /**
             * @description What came of it, in words.
             * @example We send a quote by Friday
             */
            outcomeNotes?: string;
            /** @description What it was about. */
            about?: components["schemas"]["AboutInput"][];
            /** @description Where we have it from; the caller, when left out. */
            source?: components["schemas"]["Source"];
        };
        HandOverPortfolio: {
            /**
             * Format: uuid
             * @description Who follows them now.
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            from: string;
            /**
             * Format: uuid
             * @description Who follows them from the day on: a person.
             * @example 1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f
             */
            to: string;
            /**
             * Format: date
             * @description The first day of the successor; it may lie ahead.
             * @example 2026-07-01
             */
            on: string;
            /**
             * @description Only in this scope; in all, when left out.
             * @example sales
             */
            scope?: string;
        };
        DefineAttribute: {
            /** @description What people read. May change. */
            label?: components["schemas"]["LabelTexts"];
            /**
             * @description Type of its values. Never changes.
             * @example enum
             * @enum {unknown}
             */
            type?: "text" | "integer" | "decimal" | "money" | "date" | "boolean" | "enum" | "reference";
            /**
             * @description The values of an `enum`.
             * @example [
             *       "red",
             *       "green"
             *     ]
             */
            values?: string[];
            /**
             * @description What it can be a fact of. Never changes.
             * @example [
             *       "party"
             *     ]
             */
            on?: ("party" | "relation")[];
            /**
             * @description Kinds of party that can have it. Never changes.
             * @example [
             *       "organisation"
             *     ]
             */
            kinds?: ("organisation" | "person" | "household")[];
            /**
             * @description Values at a time. Never changes.
             * @example one
             * @enum {unknown}
             */
            cardinality?: "one" | "many";
            /**
             * @description Class of data: what is erased together. Never changes.
             * @example commercial
             * @enum {unknown}
             */
            dataClass?: "identity" | "contact" | "commercial" | "notes" | "proof";
            /**
             * @description Days after its last check that a fact turns doubtful. May change.
             * @example 365
             */
            freshnessDays?: number | null;
        };
        LabelTexts: {
            /**
             * @description In French.
             * @example Enseigne d'origine
             */
            fr: string;
            /**
             * @description In English.
             * @example Former banner
             */
            en: string;
        };
        DefineIdentifierScheme: {
            /** @description What people read. */
            label: components["schemas"]["LabelTexts"];
            /**
             * @description Regular expression that the normalised value must match as a whole.
             * @example [A-Z]{2}[0-9]{6}
             */
            pattern: string;
            /**
             * @description Check digits.
             * @example none
             * @enum {unknown}
             */
            check: "none" | "luhn" | "siren" | "siret" | "fr-vat" | "lei" | "rna";
            /**
             * @description Whether only one party can hold a value at a time.
             * @example true
             */
            unique: boolean;
            /**
             * @description Whether a value can pass from one party to another.
             * @example false
             */
            transferable: boolean;
            /**
             * @description Kinds of party that can hold one.
             * @example [
             *       "organisation"
             *     ]
             */
            kinds: ("organisation" | "person" | "household")[];
            /**
             * @description Structures of organisation that can hold one; any, when left out.
             * @example [
             *       "legal-unit"
             *     ]
             */
            structures?: ("legal-unit" | "establishment" | "group" | "team")[];
            /**
             * @description Whether values are `{system, value}`, one per system, instead of a text.
             * @example false
             */
            perSystem: boolean;
        };
        DefineRelationType: {
            /** @description What it means. */
            description: components["schemas"]["LabelTexts"];
            /**
             * @description Hierarchical: A is the child, B the parent, without cycles. Never changes.
             * @example non-reciprocal
             * @enum {unknown}
             */
            nature: "hierarchical" | "reciprocal" | "non-reciprocal";
            /** @description Who may stand at A. */
            endA: components["schemas"]["RelationEndInput"][];
            /** @description Who may stand at B. */
            endB: components["schemas"]["RelationEndInput"][];
            /**
             * @description Reciprocal types only: both ends are the same, with one label.
             * @example false
             */
            symmetric?: boolean;
            /** @description What A is to B. */
            labelAtoB: components["schemas"]["RelationLabel"];
            /** @description What B is to A. Hierarchical types and reciprocal ones that are not symmetric need it. */
            labelBtoA?: components["schemas"]["RelationLabel"];
            /**
             * @description Periods in force at once for one party at this end; no limit, when left out. Never changes.
             * @example 1
             */
            maxOngoingPerA?: number;
            /**
             * @description Periods in force at once for one party at this end; no limit, when left out. Never changes.
             * @example 1
             */
            maxOngoingPerB?: number;
        };
        RelationEndInput: {
            /**
             * @description Kind of party.
             * @example organisation
             * @enum {unknown}
             */
            kind: "organisation" | "person" | "household";
            /**
             * @description Structures of organisation; any, when left out.
             * @example [
             *       "legal-unit"
             *     ]
             */
            structures?: ("legal-unit" | "establishment" | "group" | "team")[];
        };
        RelationLabel: {
            /**
             * @description In French.
             * @example {
             *       "feminine": "est employée de",
             *       "masculine": "est employé de"
             *     }
             */
            fr: string | components["schemas"]["GenderedText"];
            /**
             * @description In English.
             * @example is employed by
             */
            en: string | components["schemas"]["GenderedText"];
        };
        GenderedText: {
            /**
             * @description Of a woman.
             * @example est employée de
             */
            feminine: string;
            /**
             * @description Of a man.
             * @example est employé de
             */
            masculine: string;
            /**
             * @description Of anyone else; the masculine form, when left out.
             * @example est employé·e de
             */
            other?: string;
        };
        DefineMedium: {
            /** @description What people read. */
            label: components["schemas"]["LabelTexts"];
            /**
             * @description The channel that permission to contact is asked for by. Never changes.
             * @example phone
             * @enum {unknown}
             */
            channel: "phone" | "sms" | "email" | "letter" | "fax" | "push" | "social" | "chat" | "visit" | "web" | "app";
            /**
             * @description Which ways it goes. Never changes.
             * @example [
             *       "inbound",
             *       "outbound"
             *     ]
             */
            directions: ("inbound" | "outbound")[];
            /**
             * @description Between people, or with a machine at one end. Never changes.
             * @example human
             * @enum {unknown}
             */
            automation: "human" | "machine";
            /**
             * @description Whether using it towards somebody needs permission.
             * @example false
             */
            needsPermission: boolean;
            /**
             * @description From when it has been in use; unknown, when left out.
             * @example 2021-01-01
             */
            validFrom?: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            };
            /**
             * @description The first day it is no longer in use; `null` or left out while it is.
             * @example null
             */
            validTo?: string | ("today" | "unknown") | {
                /** @constant */
                unknown: true;
                notLaterThan?: string;
            } | null;
        };
        DefinePurpose: {
            /** @description What people read. */
            label: components["schemas"]["LabelTexts"];
            /** @description What entitles us to it, and from when; each holds until the next. */
            legalBases: components["schemas"]["LegalBasisInput"][];
            /**
             * @description Attributes that may be used for it.
             * @example [
             *       "name.usual",
             *       "email"
             *     ]
             */
            attributes: string[];
            /**
             * @description Channels by which somebody may be reached for it.
             * @example [
             *       "email"
             *     ]
             */
            channels: ("phone" | "sms" | "email" | "letter" | "visit" | "chat" | "push" | "social" | "fax")[];
            /**
             * @description Days after the last act that data may be kept for it.
             * @example 1096
             */
            retentionDays: number | null;
        };
        LegalBasisInput: {
            /**
             * @description One of the six of the regulation.
             * @example consent
             * @enum {unknown}
             */
            basis: "consent" | "contract" | "legal-obligation" | "vital-interest" | "public-task" | "legitimate-interest";
            /**
             * Format: date
             * @description From this day on.
             * @example 2018-05-25
             */
            from: string;
        };
        BatchLine: {
            /**
             * @description Idempotency key of this line.
             * @example import-7:1
             */
            key: string;
            /**
             * @description The command, by the operation id of its single request.
             * @example create-party
             * @enum {unknown}
             */
            command: "create-party" | "upsert-party" | "reclassify-party" | "record-facts" | "end-fact" | "correct-fact" | "retract-fact" | "confirm-fact" | "dispute-fact" | "start-relation" | "end-period" | "correct-period" | "retract-period" | "record-relation-facts" | "end-relation-fact" | "correct-relation-fact" | "retract-relation-fact" | "confirm-relation-fact" | "dispute-relation-fact" | "log-interaction" | "amend-interaction" | "resolve-participant" | "retract-interaction" | "request-update" | "accept-update" | "refuse-update" | "grant-consent" | "refuse-consent" | "withdraw-consent" | "register-objection" | "retract-consent" | "create-task" | "assign-task" | "reschedule-task" | "amend-task" | "complete-task" | "cancel-task" | "reopen-task" | "reassign-tasks" | "propose-interaction" | "confirm-interaction" | "move-interaction" | "hold-interaction" | "miss-interaction" | "cancel-interaction" | "hand-over-portfolio" | "define-attribute" | "retire-attribute" | "define-identifier-scheme" | "retire-identifier-scheme" | "define-relation-type" | "retire-relation-type" | "define-medium" | "define-purpose" | "retire-purpose" | "retire-medium";
            /** @description The body of the command, together with what its single request has in its path (`partyId`, `scheme`, …). Ids may be `$ref`, or `$ref.periodId` for another id of that answer. */
            body: Record<string, unknown>;
            /**
             * @description The revision that If-Match would name.
             * @example 3
             */
            ifMatch?: number;
            /**
             * @description A name for what this line makes, for later lines.
             * @example employer
             */
            ref?: string;
        };
        SearchParties: {
            /**
             * @description The beginning of a name.
             * @example brico
             */
            name?: string;
            /**
             * @description A phone number in E.164, in any spacing.
             * @example +33 4 78 00 00 00
             */
            phone?: string;
            /**
             * @description An e-mail address.
             * @example contact@example.org
             */
            email?: string;
            /** @description An identifier. */
            identifier?: components["schemas"]["IdentifierInput"];
            /**
             * @description Of this kind.
             * @example organisation
             * @enum {unknown}
             */
            kind?: "organisation" | "person" | "household";
            /**
             * @description At most this many.
             * @example 50
             */
            limit?: number;
            /**
             * @description The `next` of the page before.
             * @example eyJhIjoiIn0
             */
            cursor?: string;
        };
        IdentifierInput: {
            /**
             * @description Its scheme, see /v1/identifier-schemes.
             * @example siret
             */
            scheme: string;
            /**
             * @description The value, in any spacing.
             * @example 732 829 320 00074
             */
            value: string;
            /**
             * @description The system, for schemes whose values belong to systems.
             * @example erp-west
             */
            system?: string;
        };
        LookupParties: {
            /** @description Ids. */
            parties?: string[];
            /** @description Identifiers. */
            identifiers?: components["schemas"]["IdentifierInput"][];
        };
        RegisterConsumer: {
            /**
             * @description What the system is called. Never a person.
             * @example Data warehouse
             */
            name: string;
            /**
             * @description Only events of these types. All but bookkeeping, when left out.
             * @example [
             *       "annals.FactRecorded"
             *     ]
             */
            types?: string[];
            /**
             * Format: uuid
             * @description Only events of this party, and of relations that name it.
             */
            party?: string;
            /**
             * @description Also reservations and the like. False, when left out.
             * @example false
             */
            bookkeeping?: boolean;
            /**
             * @description `ids`: without personal fields, as when left out. `values`: with them.
             * @example ids
             * @enum {unknown}
             */
            scope?: "ids" | "values";
            /**
             * @description Where a new consumer begins; the beginning of the log, when left out. One that is registered already stays where it is.
             * @example @k7mzq2ab.1204
             */
            begins?: string;
        };
        AcknowledgeFeed: {
            /**
             * @description Everything up to here was dealt with: `next` of a page, `position` of an event, or an id of the stream.
             * @example @k7mzq2ab.1204
             */
            position: string;
            /**
             * @description Go back on purpose, to be given events again.
             * @example false
             */
            reset?: boolean;
        };
        SearchInteractions: {
            /**
             * @description Words in French or English, by their stems, with or without accents; "an exact phrase", -not this, this or that.
             * @example livraison retard
             */
            text: string;
            /**
             * Format: uuid
             * @description With this party.
             * @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11
             */
            party?: string;
            /**
             * @description This way only.
             * @example inbound
             * @enum {unknown}
             */
            direction?: "inbound" | "outbound";
            /**
             * @description By this medium only.
             * @example phone
             */
            medium?: string;
            /**
             * @description Not before this instant.
             * @example 2025-01-01T00:00:00+01:00
             */
            from?: string;
            /**
             * @description At most this many.
             * @example 50
             */
            limit?: number;
            /**
             * @description The `next` of the page before.
             * @example eyJhIjoiIn0
             */
            cursor?: string;
        };
        Search: {
            /**
             * @description Whatever is known: a name, an identifier, a phone, an e-mail or its domain, a postcode, a locality or both, the INSEE code of a commune.
             * @example castoramma
             */
            text?: string;
            /** @description Near a point. */
            near?: components["schemas"]["Near"];
            /**
             * @description Of this kind.
             * @example organisation
             * @enum {unknown}
             */
            kind?: "organisation" | "person" | "household";
            /**
             * @description Of this administrative status.
             * @example active
             */
            status?: string;
            /**
             * @description Of this territory.
             * @example west
             */
            territory?: string;
            /**
             * @description Of this activity code, or of those that begin so.
             * @example 47.52
             */
            activity?: string;
            /**
             * Format: uuid
             * @description Followed by this person.
             * @example 7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90
             */
            followedBy?: string;
            /**
             * @description At most this many.
             * @example 20
             */
            limit?: number;
        };
        Near: {
            /**
             * @description Degrees north, as decimal text.
             * @example 47.218
             */
            latitude: string;
            /**
             * @description Degrees east, as decimal text.
             * @example -1.553
             */
            longitude: string;
            /**
             * @description Within so many kilometres.
             * @example 10
             */
            kilometres: number;
        };
        PhoneLookup: {
            /**
             * @description The number in any format; one without a country is French.
             * @example 02 40 12 34 56
             */
            number: string;
        };
        CheckAddress: {
            /**
             * @description The components, as `address.postal` takes them.
             * @example {
             *       "number": "12",
             *       "repetition": "bis",
             *       "streetType": "rue",
             *       "street": "de la Paix",
             *       "postcode": "75002",
             *       "locality": "Paris"
             *     }
             */
            address: unknown;
            /**
             * @description Who stands in the first line.
             * @example Brico Ouest
             */
            recipient?: string;
        };
        PostcodeLine: {
            /** @description Of La Poste. */
            list: string;
            /**
             * @description The commune it serves.
             * @example 01033
             */
            commune: string;
            /**
             * @description Its name.
             * @example VALSERHONE
             */
            communeName: string;
            /**
             * @description The postcode.
             * @example 01200
             */
            postcode: string;
            /**
             * @description A place inside the commune.
             * @example LANCRANS
             */
            place?: string;
            /**
             * @description What is written after the postcode.
             * @example VALSERHONE
             */
            label: string;
        };
        CommuneLine: {
            /** @description Of INSEE. */
            list: string;
            /**
             * @description Its code.
             * @example 01033
             */
            code: string;
            /**
             * @description Its name.
             * @example Valserhône
             */
            name: string;
            /**
             * Format: date
             * @description The first day on which the code is valid; null or left out where nobody says.
             * @example 1943-01-01
             */
            validFrom?: string | null;
            /**
             * Format: date
             * @description The first day on which it is no longer.
             * @example null
             */
            validTo?: string | null;
        };
        MergedLine: {
            /** @description Of INSEE. */
            list: string;
            /**
             * @description The code that was.
             * @example 01091
             */
            code: string;
            /**
             * @description What it became; itself, where it stayed.
             * @example 01033
             */
            successor: string;
            /**
             * @description The name of what it became.
             * @example Valserhône
             */
            name: string;
            /**
             * Format: date
             * @description The first day on which the code is valid; null or left out where nobody says.
             * @example 1943-01-01
             */
            validFrom?: string | null;
            /**
             * Format: date
             * @description The first day on which it is no longer.
             * @example null
             */
            validTo?: string | null;
        };
    };
    responses: never;
    parameters: {
        /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
        "Idempotency-Key": string;
        /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
        "If-Match": string;
        /** @description The calling service; scopes the key. */
        "Annals-Caller": string;
        /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
        "Annals-Actor": string;
        /** @description For whom. */
        "Annals-On-Behalf-Of": string;
        /** @description Why, as a code. */
        "Annals-Reason": string;
        /** @description `validate-only`: all checks, no effect. */
        Prefer: string;
        /** @description An id of yours for this request; told in the answer, and in the log of the server. */
        "X-Request-Id": string;
        /** @description W3C trace context. */
        traceparent: string;
        /** @description Language of titles: `fr` or `en`. */
        "Accept-Language": string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "list-parties": {
        parameters: {
            query?: {
                /** @description Holding this identifier on the day: `<scheme>:<value>`, in any spacing; `<scheme>:<system>:<value>` where values belong to systems. */
                identifier?: string[];
                /** @description Of this kind. */
                kind?: "organisation" | "person" | "household";
                /** @description With this fact on the day, `<attribute>:<value>`; repeatable. Identity and contact attributes are not searched this way. */
                fact?: string[];
                /** @description By id, or by when they were created. */
                sort?: "id" | "created";
                /** @description At most this many (1 to 500). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description Only these members of each item. */
                fields?: string;
                /** @description `exact`: count all of them. */
                total?: "exact";
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *           "kind": "organisation",
                     *           "displayName": "Brico Ouest",
                     *           "createdAt": "2024-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            partyId: string;
                            /** @enum {unknown} */
                            kind?: "organisation" | "person" | "household";
                            displayName?: string | null;
                            /** Format: date-time */
                            createdAt?: string;
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                        total?: number;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown-attribute`: Unknown attribute
             *
             *     `identifier-invalid`: Invalid identifier
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-party": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateParty"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "factIds">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "factIds">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `retired`: Retired
             *
             *     `identifier-taken`: Identifier taken
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `partial-overlap`: Partly the same fact
             *
             *     `period-overlap`: Periods overlap
             *
             *     `cycle`: Cycle in a hierarchy
             *
             *     `limit-exceeded`: Relation limit exceeded
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-upside-down`: Period upside down
             *
             *     `unknown-attribute`: Unknown attribute
             *
             *     `wrong-party-kind`: Wrong kind of party
             *
             *     `identifier-invalid`: Invalid identifier
             *
             *     `unknown-type`: Unknown type
             *
             *     `unknown-reference`: Unknown reference
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "upsert-party": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example siret */
                scheme: string;
                /** @example 73282932000074 */
                value: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpsertParty"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "created" | "differences">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "created" | "differences">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `retired`: Retired
             *
             *     `identifier-taken`: Identifier taken
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `partial-overlap`: Partly the same fact
             *
             *     `period-overlap`: Periods overlap
             *
             *     `cycle`: Cycle in a hierarchy
             *
             *     `limit-exceeded`: Relation limit exceeded
             *
             *     `past-next-start`: Past the start of the next fact
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-upside-down`: Period upside down
             *
             *     `unknown-attribute`: Unknown attribute
             *
             *     `wrong-party-kind`: Wrong kind of party
             *
             *     `identifier-invalid`: Invalid identifier
             *
             *     `unknown-type`: Unknown type
             *
             *     `unknown-reference`: Unknown reference
             *
             *     `slot-changed`: Slot changed
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reclassify-party": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReclassifyParty"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-party-kind`: Wrong kind of party */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "record-facts": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordFacts"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "factIds">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `retired`: Retired
             *
             *     `identifier-taken`: Identifier taken
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `partial-overlap`: Partly the same fact
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-upside-down`: Period upside down
             *
             *     `unknown-attribute`: Unknown attribute
             *
             *     `wrong-party-kind`: Wrong kind of party
             *
             *     `identifier-invalid`: Invalid identifier
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `party-not-found`: Party not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `already-ended`: Already ended
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `outside-period`: Outside the period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "correct-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `party-not-found`: Party not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `past-next-start`: Past the start of the next fact
             *
             *     `identifier-taken`: Identifier taken
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-upside-down`: Period upside down
             *
             *     `slot-changed`: Slot changed
             *
             *     `identifier-invalid`: Invalid identifier
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retract-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetractFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `party-not-found`: Party not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "confirm-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `party-not-found`: Party not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outside-period`: Outside the period
             *
             *     `date-in-future`: Date in the future
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dispute-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `party-not-found`: Party not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outside-period`: Outside the period
             *
             *     `date-in-future`: Date in the future
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "search-parties": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchParties"];
            };
        };
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *           "kind": "organisation",
                     *           "displayName": "Brico Ouest",
                     *           "createdAt": "2024-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            partyId: string;
                            /** @enum {unknown} */
                            kind?: "organisation" | "person" | "household";
                            displayName?: string | null;
                            /** Format: date-time */
                            createdAt?: string;
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                        total?: number;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown-attribute`: Unknown attribute
             *
             *     `identifier-invalid`: Invalid identifier
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lookup-parties": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookupParties"];
            };
        };
        responses: {
            /** @description What was found, null where nothing was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "parties": [
                     *         {
                     *           "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *           "kind": "organisation",
                     *           "displayName": "Brico Ouest"
                     *         }
                     *       ],
                     *       "identifiers": [
                     *         {
                     *           "partyId": null,
                     *           "kind": null,
                     *           "displayName": null
                     *         }
                     *       ],
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        parties: {
                            partyId?: string | null;
                            kind?: string | null;
                            displayName?: string | null;
                            /** Format: uuid */
                            mergedInto?: string;
                        }[];
                        identifiers: {
                            partyId?: string | null;
                            kind?: string | null;
                            displayName?: string | null;
                            /** Format: uuid */
                            mergedInto?: string;
                        }[];
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `too-many`: Too many items
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown-attribute`: Unknown attribute
             *
             *     `identifier-invalid`: Invalid identifier
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-party": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it is and is called. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *       "kind": "organisation",
                     *       "displayName": "Brico Ouest",
                     *       "createdAt": "2024-03-01T09:30:00.000Z",
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        partyId: string;
                        /** @enum {unknown} */
                        kind?: "organisation" | "person" | "household";
                        displayName?: string | null;
                        /** Format: date-time */
                        createdAt?: string;
                        /** Format: uuid */
                        mergedInto?: string;
                        /** Format: date */
                        asOf?: string;
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position?: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-party-360": {
        parameters: {
            query?: {
                /** @description Parts of the answer: `facts`, `relations`, `interactions` (the latest, and the last contact each way), `consents`, `tasks` (open ones about the party, and interactions planned with it), `update-requests` (open ones), `consolidated` (the members of a household, or the group of an organisation, seen as one), and `ended` for facts that have ended by the day. Facts, relations, interactions, consents and tasks, when left out; for a household also `consolidated`. */
                include?: string;
                /** @description Only facts of these attributes, separated by commas. */
                attributes?: string;
                /** @description Relations at most (1 to 500). */
                relationsLimit?: number;
                /** @description The `moreRelations` of the page before. */
                relationsAfter?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The 360°. `summary` follows one documented rule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "party": {
                     *         "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *         "kind": "organisation",
                     *         "createdAt": "2024-03-01T09:30:00.000Z"
                     *       },
                     *       "summary": {
                     *         "displayName": "Brico Ouest",
                     *         "phone": null,
                     *         "email": null,
                     *         "address": null,
                     *         "addressLine": null,
                     *         "status": null,
                     *         "followedBy": null
                     *       },
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204",
                     *       "facts": [
                     *         {
                     *           "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *           "attribute": "name.banner",
                     *           "value": "Brico A",
                     *           "validFrom": "2020-01-01",
                     *           "validTo": "2024-04-01",
                     *           "assertedValidTo": null,
                     *           "endedBy": "5d3a8a51-0d9f-5f5f-8c11-0b6d6a524f0e",
                     *           "recordedAt": "2024-03-01T09:30:00.000Z",
                     *           "trust": "valid",
                     *           "trustReason": null,
                     *           "lastConfirmedOn": null,
                     *           "source": {
                     *             "system": "service:local",
                     *             "method": "declared"
                     *           }
                     *         }
                     *       ],
                     *       "relations": [
                     *         {
                     *           "relationId": "a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60",
                     *           "type": "employee-of",
                     *           "label": "est l'employeur de",
                     *           "direction": "b-to-a",
                     *           "party": {
                     *             "partyId": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *             "kind": "person",
                     *             "displayName": "Jeanne Y"
                     *           },
                     *           "periodId": "5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43",
                     *           "validFrom": "2021-01-01",
                     *           "validTo": "2023-07-01",
                     *           "status": "ended",
                     *           "facts": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        party: {
                            /** Format: uuid */
                            partyId: string;
                            /** @enum {unknown} */
                            kind: "organisation" | "person" | "household";
                            /** Format: date-time */
                            createdAt?: string;
                        };
                        /** Format: uuid */
                        mergedInto?: string;
                        summary: {
                            displayName?: string | null;
                            phone?: string | null;
                            email?: string | null;
                            address?: unknown;
                            addressLine?: string | null;
                            status?: string | null;
                            followedBy?: string | null;
                        };
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                        /** @constant */
                        projected?: true;
                        facts?: {
                            /** Format: uuid */
                            factId: string;
                            attribute: string;
                            /** @description In the shape of the attribute; null when erased. */
                            value: unknown;
                            /** @constant */
                            erased?: true;
                            /** @description Of an address: as on an envelope (NF Z 10-011), below its recipient. */
                            lines?: string[];
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            /** @description Where it really ends, also when another fact cuts it. */
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            assertedValidTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            /** @description `own`, `period`, or the fact that cuts it short; null while open. */
                            endedBy: string | null;
                            /** Format: date-time */
                            recordedAt: string;
                            /** @enum {unknown} */
                            trust: "valid" | "doubtful" | "ended";
                            trustReason: string | null;
                            lastConfirmedOn: string | null;
                            source: Record<string, unknown> | null;
                            /** Format: uuid */
                            relationId?: string;
                            /** Format: uuid */
                            periodId?: string;
                        }[];
                        relations?: {
                            /** Format: uuid */
                            relationId: string;
                            type: string;
                            label: string;
                            /** @constant */
                            inverse?: true;
                            /** @enum {unknown} */
                            direction: "a-to-b" | "b-to-a";
                            party: {
                                /** Format: uuid */
                                partyId: string;
                                kind?: string | null;
                                displayName: string | null;
                            };
                            /** Format: uuid */
                            periodId: string;
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            /** @enum {unknown} */
                            status: "planned" | "ongoing" | "ended";
                            facts: {
                                /** Format: uuid */
                                factId: string;
                                attribute: string;
                                /** @description In the shape of the attribute; null when erased. */
                                value: unknown;
                                /** @constant */
                                erased?: true;
                                /** @description Of an address: as on an envelope (NF Z 10-011), below its recipient. */
                                lines?: string[];
                                validFrom: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                };
                                /** @description Where it really ends, also when another fact cuts it. */
                                validTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                                assertedValidTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                                /** @description `own`, `period`, or the fact that cuts it short; null while open. */
                                endedBy: string | null;
                                /** Format: date-time */
                                recordedAt: string;
                                /** @enum {unknown} */
                                trust: "valid" | "doubtful" | "ended";
                                trustReason: string | null;
                                lastConfirmedOn: string | null;
                                source: Record<string, unknown> | null;
                                /** Format: uuid */
                                relationId?: string;
                                /** Format: uuid */
                                periodId?: string;
                            }[];
                        }[];
                        /** Format: uuid */
                        moreRelations?: string;
                        /** @description The latest; all of them at /interactions. */
                        interactions?: {
                            /** Format: uuid */
                            interactionId: string;
                            participants: {
                                /** Format: uuid */
                                participantId: string;
                                /** @enum {unknown} */
                                side: "us" | "them";
                                role: string;
                                /** @description Null while it is not known who this was. */
                                party: {
                                    /** Format: uuid */
                                    partyId: string;
                                    kind?: string | null;
                                    displayName?: string | null;
                                } | null;
                                /** @description What was heard of one whose party was not known. */
                                unresolved?: Record<string, unknown>;
                            }[];
                            /** @enum {unknown} */
                            direction: "inbound" | "outbound";
                            medium: string;
                            /** @enum {unknown} */
                            automation: "human" | "machine";
                            /** Format: date-time */
                            startedAt: string;
                            zone: string;
                            durationSeconds?: number;
                            place?: Record<string, unknown>;
                            /** @description Null when erased. */
                            subject: string | null;
                            /** @constant */
                            erased?: true;
                            objective?: string;
                            notes?: string;
                            topics?: Record<string, unknown>[];
                            outcome: string | null;
                            outcomeNotes?: string;
                            about?: Record<string, unknown>[];
                            source: Record<string, unknown> | null;
                            /** @description Whether it was amended by then. */
                            amended: boolean;
                            /** Format: date-time */
                            loggedAt: string;
                            /**
                             * Format: date-time
                             * @description When what is shown was recorded.
                             */
                            recordedAt: string;
                        }[];
                        lastContact?: {
                            inbound: {
                                /** Format: uuid */
                                interactionId: string;
                                /** Format: date-time */
                                at: string;
                                medium: string;
                                /** @enum {unknown} */
                                automation: "human" | "machine";
                            } | null;
                            outbound: {
                                /** Format: uuid */
                                interactionId: string;
                                /** Format: date-time */
                                at: string;
                                medium: string;
                                /** @enum {unknown} */
                                automation: "human" | "machine";
                            } | null;
                        };
                        consents?: {
                            purpose: string;
                            channel: string;
                            /** @enum {unknown} */
                            state: "granted" | "refused" | "withdrawn" | "objected" | "expired" | "none";
                            since: string | null;
                            expires: string | null;
                            consentId: string | null;
                            proof: Record<string, unknown> | null;
                            /** @constant */
                            proofErased?: true;
                            recordedAt: string | null;
                            recordedBy: string | null;
                            /** @description What entitles us to the purpose at that moment. */
                            legalBasis: string | null;
                        }[];
                        /** @description A household or group seen as one. `tasks` and `plannedInteractions` are those about itself or any of its members. */
                        consolidated?: {
                            /** @enum {unknown} */
                            of: "household" | "group";
                            cut: boolean;
                            interactions: {
                                /** Format: uuid */
                                interactionId: string;
                                participants: {
                                    /** Format: uuid */
                                    participantId: string;
                                    /** @enum {unknown} */
                                    side: "us" | "them";
                                    role: string;
                                    /** @description Null while it is not known who this was. */
                                    party: {
                                        /** Format: uuid */
                                        partyId: string;
                                        kind?: string | null;
                                        displayName?: string | null;
                                    } | null;
                                    /** @description What was heard of one whose party was not known. */
                                    unresolved?: Record<string, unknown>;
                                }[];
                                /** @enum {unknown} */
                                direction: "inbound" | "outbound";
                                medium: string;
                                /** @enum {unknown} */
                                automation: "human" | "machine";
                                /** Format: date-time */
                                startedAt: string;
                                zone: string;
                                durationSeconds?: number;
                                place?: Record<string, unknown>;
                                /** @description Null when erased. */
                                subject: string | null;
                                /** @constant */
                                erased?: true;
                                objective?: string;
                                notes?: string;
                                topics?: Record<string, unknown>[];
                                outcome: string | null;
                                outcomeNotes?: string;
                                about?: Record<string, unknown>[];
                                source: Record<string, unknown> | null;
                                /** @description Whether it was amended by then. */
                                amended: boolean;
                                /** Format: date-time */
                                loggedAt: string;
                                /**
                                 * Format: date-time
                                 * @description When what is shown was recorded.
                                 */
                                recordedAt: string;
                            }[];
                            lastContact: Record<string, unknown>;
                            members: {
                                /** Format: uuid */
                                partyId: string;
                                kind?: string | null;
                                displayName?: string | null;
                                depth: number;
                                relationId?: string | null;
                                /** @description Of the first 100. */
                                summary?: {
                                    displayName?: string | null;
                                    phone?: string | null;
                                    email?: string | null;
                                    address?: unknown;
                                    addressLine?: string | null;
                                    status?: string | null;
                                    followedBy?: string | null;
                                };
                            }[];
                            /** @description Open tasks about the party, in the order in which they are due, as GET /v1/parties/{partyId}/tasks gives them. */
                            tasks?: Record<string, unknown>[];
                            /**
                             * @description There are more than the 100 given.
                             * @constant
                             */
                            moreTasks?: true;
                            /** @description Visits, meetings and calls with the party that are neither held nor given up, by when they start, as GET /v1/planned-interactions/{plannedInteractionId} gives them. */
                            plannedInteractions?: Record<string, unknown>[];
                            /**
                             * @description There are more than the 100 given.
                             * @constant
                             */
                            morePlannedInteractions?: true;
                        };
                        /** @description Open update requests: how many, and the first of them in the order in which they were requested, as GET /v1/update-requests gives them. */
                        updateRequests?: {
                            total: number;
                            items: Record<string, unknown>[];
                        };
                        /** @description Open tasks about the party, in the order in which they are due, as GET /v1/parties/{partyId}/tasks gives them. */
                        tasks?: Record<string, unknown>[];
                        /**
                         * @description There are more than the 100 given.
                         * @constant
                         */
                        moreTasks?: true;
                        /** @description Visits, meetings and calls with the party that are neither held nor given up, by when they start, as GET /v1/planned-interactions/{plannedInteractionId} gives them. */
                        plannedInteractions?: Record<string, unknown>[];
                        /**
                         * @description There are more than the 100 given.
                         * @constant
                         */
                        morePlannedInteractions?: true;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-attribute`: Unknown attribute */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-party-history": {
        parameters: {
            query?: {
                /** @description Also these: some of interactions,tasks,consents,update-requests. */
                include?: string;
                /** @description At most this many (1 to 500). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "position": "@k7mzq2ab.1204",
                     *           "recordedAt": "2024-06-10T08:00:00.000Z",
                     *           "type": "FactRecorded",
                     *           "actor": "service:local",
                     *           "caller": "service:local",
                     *           "commandId": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *           "correlationId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "data": {
                     *             "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *             "attribute": "name.banner",
                     *             "value": "Brico A",
                     *             "validFrom": "2020-01-01",
                     *             "validTo": null
                     *           }
                     *         }
                     *       ],
                     *       "next": null,
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description A position in the log, opaque. */
                            position: string;
                            /** Format: date-time */
                            recordedAt: string;
                            type: string;
                            data: Record<string, unknown>;
                            replaced?: Record<string, unknown>;
                            attribute?: string;
                            /** Format: uuid */
                            relationId?: string;
                            stream?: string;
                            /** Format: uuid */
                            commandId: string;
                            correlationId: string;
                            caller: string;
                            actor: string;
                            onBehalfOf?: string;
                            reason?: string;
                            source?: Record<string, unknown>;
                        }[];
                        next: string | null;
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-party-diff": {
        parameters: {
            query?: {
                /** @description Two days, `A..B`; or one. */
                asOf?: string;
                /** @description Two times known, `C..D`; or one. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes, each with the events that made it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "changes": [
                     *         {
                     *           "change": "added",
                     *           "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *           "attribute": "name.banner",
                     *           "before": null,
                     *           "after": {
                     *             "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *             "attribute": "name.banner",
                     *             "value": "Brico A",
                     *             "validFrom": "2020-01-01",
                     *             "validTo": "2024-04-01",
                     *             "assertedValidTo": null,
                     *             "endedBy": "5d3a8a51-0d9f-5f5f-8c11-0b6d6a524f0e",
                     *             "recordedAt": "2024-03-01T09:30:00.000Z",
                     *             "trust": "valid",
                     *             "trustReason": null,
                     *             "lastConfirmedOn": null,
                     *             "source": {
                     *               "system": "service:local",
                     *               "method": "declared"
                     *             }
                     *           },
                     *           "by": [
                     *             {
                     *               "position": "@k7mzq2ab.1204",
                     *               "recordedAt": "2024-06-10T08:00:00.000Z",
                     *               "type": "FactRecorded",
                     *               "actor": "service:local",
                     *               "caller": "service:local",
                     *               "commandId": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *               "correlationId": "4bf92f3577b34da6a3ce929d0e0e4736"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "from": {
                     *         "asOf": "2024-01-01",
                     *         "knownAt": "@k7mzq2ab.1204"
                     *       },
                     *       "to": {
                     *         "asOf": "2024-12-31",
                     *         "knownAt": "@k7mzq2ab.1204"
                     *       }
                     *     }
                     */
                    "application/json": {
                        changes: {
                            /** @enum {unknown} */
                            change: "added" | "removed" | "changed";
                            /** Format: uuid */
                            factId?: string;
                            /** Format: uuid */
                            relationId?: string;
                            attribute?: string;
                            before: Record<string, unknown> | null;
                            after: Record<string, unknown> | null;
                            members?: string[];
                            by: Record<string, unknown>[];
                        }[];
                        from: {
                            /** Format: date */
                            asOf?: string;
                            /** @description A position in the log, opaque. */
                            knownAt?: string;
                        };
                        to: {
                            /** Format: date */
                            asOf?: string;
                            /** @description A position in the log, opaque. */
                            knownAt?: string;
                        };
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-party-group": {
        parameters: {
            query?: {
                /** @description Only relations of this type; repeatable. */
                type?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members, from the top down. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *       "cut": false,
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204",
                     *       "members": [
                     *         {
                     *           "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *           "kind": "organisation",
                     *           "displayName": "Brico Ouest",
                     *           "depth": 0,
                     *           "parent": null,
                     *           "relationId": null,
                     *           "type": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        partyId: string;
                        cut: boolean;
                        /** Format: date */
                        asOf?: string;
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position?: string;
                        members: {
                            /** Format: uuid */
                            partyId: string;
                            kind?: string | null;
                            displayName?: string | null;
                            depth: number;
                            parent: string | null;
                            relationId?: string | null;
                            type?: string | null;
                        }[];
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-type`: Unknown type */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Search"];
            };
        };
        responses: {
            /** @description The best hits, and why each was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "party": {
                     *             "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *             "kind": "organisation",
                     *             "displayName": "Castorama"
                     *           },
                     *           "score": 0.8,
                     *           "matched": {
                     *             "attribute": "name.banner",
                     *             "value": "Castorama",
                     *             "since": "2024-04-01",
                     *             "until": null,
                     *             "current": true
                     *           }
                     *         }
                     *       ],
                     *       "more": false,
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            party: {
                                /** Format: uuid */
                                partyId: string;
                                kind?: string | null;
                                displayName: string | null;
                            };
                            /** @description From 0 to 1. */
                            score: number;
                            kilometres?: number;
                            matched: {
                                attribute: string;
                                value: unknown;
                                since: string | null;
                                /** @description A former name was one until then. */
                                until: string | null;
                                current: boolean;
                            };
                        }[];
                        more?: boolean;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "look-up-phone": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneLookup"];
            };
        };
        responses: {
            /** @description The likeliest first; empty where nobody has it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "party": {
                     *             "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *             "kind": "organisation",
                     *             "displayName": "Castorama"
                     *           },
                     *           "by": "own",
                     *           "at": null,
                     *           "current": true,
                     *           "until": null
                     *         }
                     *       ],
                     *       "number": "+33240123456",
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            party: {
                                /** Format: uuid */
                                partyId: string;
                                kind?: string | null;
                                displayName: string | null;
                            };
                            /** @enum {unknown} */
                            by: "own" | "employment";
                            at: {
                                /** Format: uuid */
                                partyId: string;
                                kind?: string | null;
                                displayName: string | null;
                            } | null;
                            current: boolean;
                            until: string | null;
                        }[];
                        /** @description As it was understood, in E.164. */
                        number?: string;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-party-timeline": {
        parameters: {
            query?: {
                /** @description Only these: some of fact,relation,interaction,consent,update-request,task,planned-interaction. */
                kinds?: string;
                /** @description Not before this day. */
                from?: string;
                /** @description At most this many (1 to 200). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "interaction",
                     *           "change": "took-place",
                     *           "at": "2026-01-15T09:30:00.000Z",
                     *           "recordedAt": "2026-01-15T09:36:12.000Z",
                     *           "interactionId": "1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29",
                     *           "direction": "inbound",
                     *           "medium": "phone",
                     *           "automation": "human",
                     *           "outcome": "quote-requested",
                     *           "subject": "Asks for a quote"
                     *         },
                     *         {
                     *           "kind": "fact",
                     *           "change": "begins",
                     *           "at": "2024-04-01",
                     *           "recordedAt": "2024-09-15T08:00:00.000Z",
                     *           "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *           "attribute": "name.banner",
                     *           "value": "Castorama",
                     *           "source": null
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @enum {unknown} */
                            kind: "fact" | "relation" | "interaction" | "consent" | "update-request" | "task" | "planned-interaction";
                            /** @description `begins` and `ends` for facts and relations, `took-place` for interactions; `created`, `assigned`, `rescheduled`, `done`, `cancelled`, `reopened` for tasks; … */
                            change: string;
                            /** @description When it was so: a day for facts and relations, an instant for the rest. */
                            at: string;
                            /**
                             * Format: date-time
                             * @description When we learned it.
                             */
                            recordedAt: string;
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-doubtful-facts": {
        parameters: {
            query?: {
                /** @description Of this attribute. */
                attribute?: string;
                /** @description For this reason. */
                reason?: "start-unknown" | "end-unknown" | "past-freshness" | "disputed";
                /** @description Not checked for at least so many days. */
                minAgeDays?: number;
                /** @description In the portfolio of this person. */
                followedBy?: string;
                /** @description At most this many (1 to 200). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *           "attribute": "name.banner",
                     *           "value": "Brico A",
                     *           "validFrom": "2020-01-01",
                     *           "validTo": "2024-04-01",
                     *           "assertedValidTo": null,
                     *           "endedBy": "5d3a8a51-0d9f-5f5f-8c11-0b6d6a524f0e",
                     *           "recordedAt": "2024-03-01T09:30:00.000Z",
                     *           "trust": "doubtful",
                     *           "trustReason": "past-freshness",
                     *           "lastConfirmedOn": null,
                     *           "source": {
                     *             "system": "service:local",
                     *             "method": "declared"
                     *           },
                     *           "partyIds": [
                     *             "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11"
                     *           ],
                     *           "ageDays": 800
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            factId: string;
                            attribute: string;
                            /** @description In the shape of the attribute; null when erased. */
                            value: unknown;
                            /** @constant */
                            erased?: true;
                            /** @description Of an address: as on an envelope (NF Z 10-011), below its recipient. */
                            lines?: string[];
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            /** @description Where it really ends, also when another fact cuts it. */
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            assertedValidTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            /** @description `own`, `period`, or the fact that cuts it short; null while open. */
                            endedBy: string | null;
                            /** Format: date-time */
                            recordedAt: string;
                            /** @enum {unknown} */
                            trust: "valid" | "doubtful" | "ended";
                            trustReason: string | null;
                            lastConfirmedOn: string | null;
                            source: Record<string, unknown> | null;
                            /** Format: uuid */
                            relationId?: string;
                            /** Format: uuid */
                            periodId?: string;
                            /** @description Whose it is: a party, or both ends of a relation. */
                            partyIds?: string[];
                            /** @description Days since it was last checked. */
                            ageDays?: number;
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-portfolio": {
        parameters: {
            query?: {
                /** @description At most this many (1 to 500). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "absences": [
                     *         {
                     *           "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *           "validFrom": "2026-01-12",
                     *           "validTo": "2026-02-02",
                     *           "deputy": {
                     *             "partyId": "1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f",
                     *             "displayName": "Anna Sureau",
                     *             "absent": false
                     *           }
                     *         }
                     *       ],
                     *       "items": [
                     *         {
                     *           "party": {
                     *             "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *             "kind": "organisation",
                     *             "displayName": "Brico Ouest"
                     *           },
                     *           "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *           "scope": "all",
                     *           "validFrom": "2024-01-01",
                     *           "validTo": null
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            party: {
                                /** Format: uuid */
                                partyId: string;
                                kind?: string | null;
                                displayName?: string | null;
                            };
                            /** Format: uuid */
                            factId: string;
                            scope: string;
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                        }[];
                        absences: {
                            /** Format: uuid */
                            factId: string;
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            /**
                             * @description What it says can no longer be read.
                             * @constant
                             */
                            erased?: true;
                            /** @description Who stands in; null where nobody is named. Why somebody is away is never recorded. */
                            deputy: {
                                /** Format: uuid */
                                partyId: string;
                                displayName: string | null;
                                /** @description Away on the day, too. */
                                absent: boolean;
                            } | null;
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hand-over-portfolio": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverPortfolio"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "handoverId">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "handoverId">;
                };
            };
            /**
             * @description `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `invalid-body`: Invalid request body
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-party-kind`: Wrong kind of party */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-portfolio-handover": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handoverId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the log has it now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "handoverId": "7f6e5d4c-3b2a-5190-8f7e-6d5c4b3a2918",
                     *       "from": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *       "to": "1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f",
                     *       "on": "2026-07-01",
                     *       "status": "completed",
                     *       "requested": 120,
                     *       "moved": 120,
                     *       "skipped": []
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        handoverId: string;
                        /** Format: uuid */
                        from: string;
                        /** Format: uuid */
                        to: string;
                        /** Format: date */
                        on: string;
                        /** @enum {unknown} */
                        status: "under-way" | "completed";
                        requested: number;
                        moved: number | null;
                        skipped: string[] | null;
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-own-companies": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "party": {
                     *             "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *             "displayName": "Comptoir de Lanvaux"
                     *           },
                     *           "code": "lanvaux",
                     *           "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *           "validFrom": "2024-01-01",
                     *           "validTo": null,
                     *           "people": 42,
                     *           "teams": [
                     *             {
                     *               "partyId": "6a5b4c3d-2e1f-5a09-8b7c-6d5e4f3a2b1c",
                     *               "displayName": "Équipe Ouest",
                     *               "partOf": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *               "leaders": [
                     *                 {
                     *                   "partyId": "1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f",
                     *                   "displayName": "Anna Sureau"
                     *                 }
                     *               ],
                     *               "members": 6,
                     *               "territories": [
                     *                 "west"
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "cut": false,
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            party: {
                                /** Format: uuid */
                                partyId: string;
                                displayName: string | null;
                            };
                            code: string;
                            /** Format: uuid */
                            factId: string;
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            /** @description Employed there on the day. */
                            people: number;
                            teams: {
                                /** Format: uuid */
                                partyId: string;
                                displayName: string | null;
                                /**
                                 * Format: uuid
                                 * @description The company, an establishment of it, or another team.
                                 */
                                partOf: string;
                                leaders: {
                                    /** Format: uuid */
                                    partyId: string;
                                    displayName: string | null;
                                }[];
                                members: number;
                                territories: string[];
                            }[];
                        }[];
                        cut: boolean;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-staff": {
        parameters: {
            query?: {
                /** @description Employed by this own company, or by an establishment of it. */
                company?: string;
                /** @description In this team, or in one below it; as a member or leading it. */
                team?: string;
                /** @description With this skill. */
                skill?: string;
                /** @description With `skill`: at this level at least (1 to 5). */
                minLevel?: number;
                /** @description With this territory, or in a team that has it. */
                territory?: string;
                /** @description Whether away on the day. */
                absent?: "true" | "false";
                /** @description At most this many (1 to 200). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "party": {
                     *             "partyId": "9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a",
                     *             "displayName": "Paul Morel"
                     *           },
                     *           "employments": [
                     *             {
                     *               "relationId": "a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60",
                     *               "periodId": "5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43",
                     *               "validFrom": "2021-01-01",
                     *               "validTo": null,
                     *               "company": {
                     *                 "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *                 "displayName": "Comptoir de Lanvaux",
                     *                 "code": "lanvaux"
                     *               },
                     *               "employer": {
                     *                 "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *                 "displayName": "Comptoir de Lanvaux"
                     *               }
                     *             }
                     *           ],
                     *           "teams": [
                     *             {
                     *               "relationId": "a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60",
                     *               "periodId": "5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43",
                     *               "validFrom": "2021-01-01",
                     *               "validTo": null,
                     *               "partyId": "6a5b4c3d-2e1f-5a09-8b7c-6d5e4f3a2b1c",
                     *               "displayName": "Équipe Ouest",
                     *               "leads": false,
                     *               "territories": [
                     *                 "west"
                     *               ]
                     *             }
                     *           ],
                     *           "skills": [
                     *             {
                     *               "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *               "validFrom": "2024-01-01",
                     *               "validTo": null,
                     *               "code": "negotiation",
                     *               "level": 4
                     *             }
                     *           ],
                     *           "territories": [
                     *             {
                     *               "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *               "validFrom": "2024-01-01",
                     *               "validTo": null,
                     *               "code": "44"
                     *             }
                     *           ],
                     *           "absences": [
                     *             {
                     *               "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *               "validFrom": "2026-01-12",
                     *               "validTo": "2026-02-02",
                     *               "deputy": {
                     *                 "partyId": "1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f",
                     *                 "displayName": "Anna Sureau",
                     *                 "absent": false
                     *               }
                     *             }
                     *           ],
                     *           "follows": 120
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            party: {
                                /** Format: uuid */
                                partyId: string;
                                displayName: string | null;
                            };
                            employments: {
                                /** Format: uuid */
                                relationId: string;
                                /** Format: uuid */
                                periodId: string;
                                validFrom: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                };
                                validTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                                company: {
                                    /** Format: uuid */
                                    partyId: string;
                                    displayName: string | null;
                                    code: string;
                                };
                                /** @description The company, or the establishment of it. */
                                employer: {
                                    /** Format: uuid */
                                    partyId: string;
                                    displayName: string | null;
                                };
                            }[];
                            teams: {
                                /** Format: uuid */
                                relationId: string;
                                /** Format: uuid */
                                periodId: string;
                                validFrom: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                };
                                validTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                                /** Format: uuid */
                                partyId: string;
                                displayName: string | null;
                                /** @description Leads it; else is a member. */
                                leads: boolean;
                                territories: string[];
                            }[];
                            skills: {
                                /** Format: uuid */
                                factId: string;
                                code: string | null;
                                /**
                                 * @description What it says can no longer be read.
                                 * @constant
                                 */
                                erased?: true;
                                validFrom: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                };
                                validTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                                level: number | null;
                            }[];
                            territories: {
                                /** Format: uuid */
                                factId: string;
                                code: string | null;
                                /**
                                 * @description What it says can no longer be read.
                                 * @constant
                                 */
                                erased?: true;
                                validFrom: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                };
                                validTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                            }[];
                            absences: {
                                /** Format: uuid */
                                factId: string;
                                validFrom: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                };
                                validTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                                /**
                                 * @description What it says can no longer be read.
                                 * @constant
                                 */
                                erased?: true;
                                /** @description Who stands in; null where nobody is named. Why somebody is away is never recorded. */
                                deputy: {
                                    /** Format: uuid */
                                    partyId: string;
                                    displayName: string | null;
                                    /** @description Away on the day, too. */
                                    absent: boolean;
                                } | null;
                            }[];
                            /** @description Parties that the person follows, in any scope. */
                            follows: number;
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-handover": {
        parameters: {
            query?: {
                /** @description Tasks, planned interactions and parties followed at most, each (1 to 500). */
                limit?: number;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The beginning of each list, and how long it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "partyId": "9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a",
                     *       "displayName": "Paul Morel",
                     *       "employments": [
                     *         {
                     *           "relationId": "a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60",
                     *           "periodId": "5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43",
                     *           "validFrom": "2021-01-01",
                     *           "validTo": "2026-07-01",
                     *           "employer": {
                     *             "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *             "displayName": "Comptoir de Lanvaux"
                     *           },
                     *           "status": "ongoing"
                     *         }
                     *       ],
                     *       "tasks": {
                     *         "total": 0,
                     *         "items": [],
                     *         "next": null
                     *       },
                     *       "plannedInteractions": {
                     *         "total": 0,
                     *         "items": []
                     *       },
                     *       "followed": {
                     *         "total": 1,
                     *         "items": [
                     *           {
                     *             "party": {
                     *               "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *               "kind": "organisation",
                     *               "displayName": "Brico Ouest"
                     *             },
                     *             "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *             "validFrom": "2024-01-01",
                     *             "validTo": null,
                     *             "scope": "all"
                     *           }
                     *         ],
                     *         "next": null
                     *       },
                     *       "leads": [
                     *         {
                     *           "relationId": "a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60",
                     *           "periodId": "5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43",
                     *           "validFrom": "2021-01-01",
                     *           "validTo": null,
                     *           "partyId": "6a5b4c3d-2e1f-5a09-8b7c-6d5e4f3a2b1c",
                     *           "displayName": "Équipe Ouest"
                     *         }
                     *       ],
                     *       "standsInFor": [
                     *         {
                     *           "partyId": "1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f",
                     *           "displayName": "Anna Sureau",
                     *           "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *           "validFrom": "2026-08-03",
                     *           "validTo": "2026-08-24"
                     *         }
                     *       ],
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        partyId: string;
                        displayName: string | null;
                        /** @description Those that have not ended by the day, and the last that has. */
                        employments: {
                            /** Format: uuid */
                            relationId: string;
                            /** Format: uuid */
                            periodId: string;
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            employer: {
                                /** Format: uuid */
                                partyId: string;
                                displayName: string | null;
                            };
                            /** @enum {unknown} */
                            status: "planned" | "ongoing" | "ended";
                        }[];
                        /** @description Open ones. `next` is a cursor of GET /v1/tasks with this assignee and `status=open`. */
                        tasks: {
                            /** @description As a whole; `items` is the beginning. */
                            total: number;
                            items: {
                                /** Format: uuid */
                                taskId: string;
                                /** @enum {unknown} */
                                status: "open" | "done" | "cancelled";
                                overdue: boolean;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                recordedAt: string;
                                /**
                                 * @description Some of what was written in it can no longer be read.
                                 * @constant
                                 */
                                erased?: true;
                                subject: string | null;
                                /** Format: date-time */
                                closedAt?: string | null;
                                reason?: string | null;
                                note?: string | null;
                                notes?: string | null;
                                outcome?: string | null;
                                /** Format: uuid */
                                interactionId?: string | null;
                                /** Format: uuid */
                                assigneeId: string;
                                about: {
                                    /** Format: uuid */
                                    partyId: string;
                                }[];
                                due: {
                                    /** Format: date */
                                    date: string;
                                } | {
                                    /** Format: date-time */
                                    at: string;
                                    zone: string;
                                } | null;
                                /** @enum {unknown} */
                                priority: "low" | "normal" | "high" | "urgent";
                            }[];
                            next: string | null;
                        };
                        /** @description Neither held nor given up; the earliest first, also those whose time has passed. */
                        plannedInteractions: {
                            /** @description As a whole; `items` is the beginning. */
                            total: number;
                            items: {
                                /** Format: uuid */
                                plannedInteractionId: string;
                                /** @enum {unknown} */
                                status: "proposed" | "confirmed" | "held" | "missed" | "cancelled";
                                /** @enum {unknown} */
                                kind: "visit" | "meeting" | "call";
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                recordedAt: string;
                                /**
                                 * @description Some of what was written in it can no longer be read.
                                 * @constant
                                 */
                                erased?: true;
                                subject: string | null;
                                /** Format: date-time */
                                closedAt?: string | null;
                                reason?: string | null;
                                note?: string | null;
                                objective?: string | null;
                                place?: string | null;
                                participants: {
                                    /** Format: uuid */
                                    partyId: string;
                                    /** @enum {unknown} */
                                    side: "us" | "them";
                                    role?: string;
                                }[];
                                /** Format: date-time */
                                startsAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                zone: string;
                                durationMinutes: number;
                                /**
                                 * Format: uuid
                                 * @description The logged interaction it became.
                                 */
                                interactionId?: string | null;
                            }[];
                        };
                        /** @description The portfolio. `next` is a cursor of GET /v1/parties/{partyId}/portfolio. */
                        followed: {
                            /** @description As a whole; `items` is the beginning. */
                            total: number;
                            items: {
                                party: {
                                    /** Format: uuid */
                                    partyId: string;
                                    kind?: string | null;
                                    displayName?: string | null;
                                };
                                /** Format: uuid */
                                factId: string;
                                scope: string;
                                validFrom: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                };
                                validTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                            }[];
                            next: string | null;
                        };
                        /** @description Teams led on the day. */
                        leads: {
                            /** Format: uuid */
                            relationId: string;
                            /** Format: uuid */
                            periodId: string;
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            /** Format: uuid */
                            partyId: string;
                            displayName: string | null;
                        }[];
                        /** @description Absences of others, not over by the day, in which the person stands in. */
                        standsInFor: {
                            /** Format: uuid */
                            partyId: string;
                            displayName: string | null;
                            /** Format: uuid */
                            factId: string;
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                        }[];
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "start-relation": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRelation"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "factIds" | "periodId">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "factIds" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `retired`: Retired
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `partial-overlap`: Partly the same fact
             *
             *     `period-overlap`: Periods overlap
             *
             *     `cycle`: Cycle in a hierarchy
             *
             *     `limit-exceeded`: Relation limit exceeded
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-upside-down`: Period upside down
             *
             *     `unknown-attribute`: Unknown attribute
             *
             *     `wrong-party-kind`: Wrong kind of party
             *
             *     `unknown-type`: Unknown type
             *
             *     `unknown-reference`: Unknown reference
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-period": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndPeriod"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `relation-not-found`: Relation not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-ended`: Already ended
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `outside-period`: Outside the period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "correct-period": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectPeriod"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `relation-not-found`: Relation not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-overlap`: Periods overlap
             *
             *     `cycle`: Cycle in a hierarchy
             *
             *     `limit-exceeded`: Relation limit exceeded
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `period-upside-down`: Period upside down */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retract-period": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetractPeriod"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `relation-not-found`: Relation not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "record-relation-facts": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordFacts"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "factIds" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `relation-not-found`: Relation not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `retired`: Retired
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `partial-overlap`: Partly the same fact
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-upside-down`: Period upside down
             *
             *     `unknown-attribute`: Unknown attribute
             *
             *     `wrong-party-kind`: Wrong kind of party
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-relation-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `relation-not-found`: Relation not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `already-ended`: Already ended
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `outside-period`: Outside the period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "correct-relation-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `relation-not-found`: Relation not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `past-next-start`: Past the start of the next fact
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-upside-down`: Period upside down
             *
             *     `slot-changed`: Slot changed
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retract-relation-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetractFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `relation-not-found`: Relation not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "confirm-relation-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `relation-not-found`: Relation not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outside-period`: Outside the period
             *
             *     `date-in-future`: Date in the future
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dispute-relation-fact": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60 */
                relationId: string;
                /** @example 5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43 */
                periodId: string;
                /** @example 3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66 */
                factId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeFact"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "relationId" | "periodId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `relation-not-found`: Relation not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `fact-retracted`: Fact retracted
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `outside-period`: Outside the period
             *
             *     `date-in-future`: Date in the future
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-relation": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                relationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its periods, and the facts of each that are in force on the day. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "relationId": "a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60",
                     *       "type": "employee-of",
                     *       "a": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *       "b": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204",
                     *       "periods": [
                     *         {
                     *           "periodId": "5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43",
                     *           "validFrom": "2021-01-01",
                     *           "validTo": "2023-07-01",
                     *           "assertedValidTo": "2023-07-01",
                     *           "status": "ended",
                     *           "facts": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        relationId: string;
                        type: string;
                        /** Format: uuid */
                        a: string;
                        /** Format: uuid */
                        b: string;
                        periods: {
                            /** Format: uuid */
                            periodId: string;
                            validFrom: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            };
                            validTo: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            assertedValidTo?: string | {
                                /** @constant */
                                unknown: true;
                                notLaterThan?: string;
                            } | null;
                            /** @enum {unknown} */
                            status: "planned" | "ongoing" | "ended";
                            facts: {
                                /** Format: uuid */
                                factId: string;
                                attribute: string;
                                /** @description In the shape of the attribute; null when erased. */
                                value: unknown;
                                /** @constant */
                                erased?: true;
                                /** @description Of an address: as on an envelope (NF Z 10-011), below its recipient. */
                                lines?: string[];
                                validFrom: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                };
                                /** @description Where it really ends, also when another fact cuts it. */
                                validTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                                assertedValidTo: string | {
                                    /** @constant */
                                    unknown: true;
                                    notLaterThan?: string;
                                } | null;
                                /** @description `own`, `period`, or the fact that cuts it short; null while open. */
                                endedBy: string | null;
                                /** Format: date-time */
                                recordedAt: string;
                                /** @enum {unknown} */
                                trust: "valid" | "doubtful" | "ended";
                                trustReason: string | null;
                                lastConfirmedOn: string | null;
                                source: Record<string, unknown> | null;
                                /** Format: uuid */
                                relationId?: string;
                                /** Format: uuid */
                                periodId?: string;
                            }[];
                        }[];
                        /** Format: date */
                        asOf?: string;
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position?: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `relation-not-found`: Relation not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "log-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InteractionBody"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "interactionId" | "participantIds">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "interactionId" | "participantIds">;
                };
            };
            /**
             * @description `invalid-date`: Invalid date
             *
             *     `invalid-body`: Invalid request body
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `party-not-found`: Party not found
             *
             *     `interaction-not-found`: Interaction not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `retired`: Retired
             *
             *     `interaction-retracted`: Interaction retracted
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `unknown-medium`: Unknown medium
             *
             *     `medium-misfit`: Does not fit the medium
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "amend-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29 */
                interactionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InteractionBody"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "interactionId" | "participantIds">;
                };
            };
            /**
             * @description `invalid-date`: Invalid date
             *
             *     `invalid-body`: Invalid request body
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `interaction-not-found`: Interaction not found
             *
             *     `party-not-found`: Party not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `interaction-retracted`: Interaction retracted
             *
             *     `retired`: Retired
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `unknown-medium`: Unknown medium
             *
             *     `medium-misfit`: Does not fit the medium
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "resolve-participant": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29 */
                interactionId: string;
                /** @example 4a7e1c93-5b0d-5e62-8f17-2c3d4e5f6a7b */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveParticipant"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "interactionId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `interaction-not-found`: Interaction not found
             *
             *     `not-found`: Not found
             *
             *     `party-not-found`: Party not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `interaction-retracted`: Interaction retracted
             *
             *     `already-resolved`: Already resolved
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retract-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29 */
                interactionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetractInteraction"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "interactionId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `interaction-not-found`: Interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-party-interactions": {
        parameters: {
            query?: {
                /** @description This way only. */
                direction?: "inbound" | "outbound";
                /** @description By this medium only. */
                medium?: string;
                /** @description Not before this day. */
                from?: string;
                /** @description At most this many (1 to 200). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "interactionId": "1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29",
                     *           "direction": "inbound",
                     *           "medium": "phone",
                     *           "automation": "human",
                     *           "startedAt": "2026-01-15T09:30:00.000Z",
                     *           "zone": "Europe/Paris",
                     *           "durationSeconds": 300,
                     *           "participants": [
                     *             {
                     *               "participantId": "6b5a4938-2716-5f0e-9d2c-3b4a59687786",
                     *               "side": "us",
                     *               "role": "agent",
                     *               "party": {
                     *                 "partyId": "9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a",
                     *                 "kind": "person",
                     *                 "displayName": "Paul Morel"
                     *               }
                     *             },
                     *             {
                     *               "participantId": "4a7e1c93-5b0d-5e62-8f17-2c3d4e5f6a7b",
                     *               "side": "them",
                     *               "role": "caller",
                     *               "party": null,
                     *               "unresolved": {
                     *                 "name": "Mme Ybert",
                     *                 "phone": "02 40 12 34 56"
                     *               }
                     *             }
                     *           ],
                     *           "subject": "Asks for a quote",
                     *           "topics": [
                     *             {
                     *               "subject": "Delivery times",
                     *               "raisedBy": "them",
                     *               "notes": "Two weeks are too long for them"
                     *             }
                     *           ],
                     *           "outcome": "quote-requested",
                     *           "about": [
                     *             {
                     *               "kind": "party",
                     *               "id": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11"
                     *             }
                     *           ],
                     *           "source": {
                     *             "system": "service:local",
                     *             "method": "declared"
                     *           },
                     *           "amended": false,
                     *           "loggedAt": "2026-01-15T09:36:12.000Z",
                     *           "recordedAt": "2026-01-15T09:36:12.000Z"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            interactionId: string;
                            participants: {
                                /** Format: uuid */
                                participantId: string;
                                /** @enum {unknown} */
                                side: "us" | "them";
                                role: string;
                                /** @description Null while it is not known who this was. */
                                party: {
                                    /** Format: uuid */
                                    partyId: string;
                                    kind?: string | null;
                                    displayName?: string | null;
                                } | null;
                                /** @description What was heard of one whose party was not known. */
                                unresolved?: Record<string, unknown>;
                            }[];
                            /** @enum {unknown} */
                            direction: "inbound" | "outbound";
                            medium: string;
                            /** @enum {unknown} */
                            automation: "human" | "machine";
                            /** Format: date-time */
                            startedAt: string;
                            zone: string;
                            durationSeconds?: number;
                            place?: Record<string, unknown>;
                            /** @description Null when erased. */
                            subject: string | null;
                            /** @constant */
                            erased?: true;
                            objective?: string;
                            notes?: string;
                            topics?: Record<string, unknown>[];
                            outcome: string | null;
                            outcomeNotes?: string;
                            about?: Record<string, unknown>[];
                            source: Record<string, unknown> | null;
                            /** @description Whether it was amended by then. */
                            amended: boolean;
                            /** Format: date-time */
                            loggedAt: string;
                            /**
                             * Format: date-time
                             * @description When what is shown was recorded.
                             */
                            recordedAt: string;
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-interaction": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                interactionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As known at `knownAt`; parties by their names on `asOf`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "interactionId": "1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29",
                     *       "direction": "inbound",
                     *       "medium": "phone",
                     *       "automation": "human",
                     *       "startedAt": "2026-01-15T09:30:00.000Z",
                     *       "zone": "Europe/Paris",
                     *       "durationSeconds": 300,
                     *       "participants": [
                     *         {
                     *           "participantId": "6b5a4938-2716-5f0e-9d2c-3b4a59687786",
                     *           "side": "us",
                     *           "role": "agent",
                     *           "party": {
                     *             "partyId": "9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a",
                     *             "kind": "person",
                     *             "displayName": "Paul Morel"
                     *           }
                     *         },
                     *         {
                     *           "participantId": "4a7e1c93-5b0d-5e62-8f17-2c3d4e5f6a7b",
                     *           "side": "them",
                     *           "role": "caller",
                     *           "party": null,
                     *           "unresolved": {
                     *             "name": "Mme Ybert",
                     *             "phone": "02 40 12 34 56"
                     *           }
                     *         }
                     *       ],
                     *       "subject": "Asks for a quote",
                     *       "topics": [
                     *         {
                     *           "subject": "Delivery times",
                     *           "raisedBy": "them",
                     *           "notes": "Two weeks are too long for them"
                     *         }
                     *       ],
                     *       "outcome": "quote-requested",
                     *       "about": [
                     *         {
                     *           "kind": "party",
                     *           "id": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11"
                     *         }
                     *       ],
                     *       "source": {
                     *         "system": "service:local",
                     *         "method": "declared"
                     *       },
                     *       "amended": false,
                     *       "loggedAt": "2026-01-15T09:36:12.000Z",
                     *       "recordedAt": "2026-01-15T09:36:12.000Z",
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        interactionId: string;
                        participants: {
                            /** Format: uuid */
                            participantId: string;
                            /** @enum {unknown} */
                            side: "us" | "them";
                            role: string;
                            /** @description Null while it is not known who this was. */
                            party: {
                                /** Format: uuid */
                                partyId: string;
                                kind?: string | null;
                                displayName?: string | null;
                            } | null;
                            /** @description What was heard of one whose party was not known. */
                            unresolved?: Record<string, unknown>;
                        }[];
                        /** @enum {unknown} */
                        direction: "inbound" | "outbound";
                        medium: string;
                        /** @enum {unknown} */
                        automation: "human" | "machine";
                        /** Format: date-time */
                        startedAt: string;
                        zone: string;
                        durationSeconds?: number;
                        place?: Record<string, unknown>;
                        /** @description Null when erased. */
                        subject: string | null;
                        /** @constant */
                        erased?: true;
                        objective?: string;
                        notes?: string;
                        topics?: Record<string, unknown>[];
                        outcome: string | null;
                        outcomeNotes?: string;
                        about?: Record<string, unknown>[];
                        source: Record<string, unknown> | null;
                        /** @description Whether it was amended by then. */
                        amended: boolean;
                        /** Format: date-time */
                        loggedAt: string;
                        /**
                         * Format: date-time
                         * @description When what is shown was recorded.
                         */
                        recordedAt: string;
                        /** Format: date */
                        asOf?: string;
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position?: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `interaction-not-found`: Interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-interaction-history": {
        parameters: {
            query?: {
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                interactionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All entries, in the order recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "position": "@k7mzq2ab.1204",
                     *           "recordedAt": "2024-06-10T08:00:00.000Z",
                     *           "type": "InteractionRetracted",
                     *           "actor": "service:local",
                     *           "caller": "service:local",
                     *           "commandId": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *           "correlationId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "data": {
                     *             "note": "Logged twice"
                     *           }
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description A position in the log, opaque. */
                            position: string;
                            /** Format: date-time */
                            recordedAt: string;
                            type: string;
                            data: Record<string, unknown>;
                            replaced?: Record<string, unknown>;
                            attribute?: string;
                            /** Format: uuid */
                            relationId?: string;
                            stream?: string;
                            /** Format: uuid */
                            commandId: string;
                            correlationId: string;
                            caller: string;
                            actor: string;
                            onBehalfOf?: string;
                            reason?: string;
                            source?: Record<string, unknown>;
                        }[];
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `interaction-not-found`: Interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "search-interactions": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchInteractions"];
            };
        };
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "interactionId": "1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29",
                     *           "direction": "inbound",
                     *           "medium": "phone",
                     *           "automation": "human",
                     *           "startedAt": "2026-01-15T09:30:00.000Z",
                     *           "zone": "Europe/Paris",
                     *           "durationSeconds": 300,
                     *           "participants": [
                     *             {
                     *               "participantId": "6b5a4938-2716-5f0e-9d2c-3b4a59687786",
                     *               "side": "us",
                     *               "role": "agent",
                     *               "party": {
                     *                 "partyId": "9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a",
                     *                 "kind": "person",
                     *                 "displayName": "Paul Morel"
                     *               }
                     *             },
                     *             {
                     *               "participantId": "4a7e1c93-5b0d-5e62-8f17-2c3d4e5f6a7b",
                     *               "side": "them",
                     *               "role": "caller",
                     *               "party": null,
                     *               "unresolved": {
                     *                 "name": "Mme Ybert",
                     *                 "phone": "02 40 12 34 56"
                     *               }
                     *             }
                     *           ],
                     *           "subject": "Asks for a quote",
                     *           "topics": [
                     *             {
                     *               "subject": "Delivery times",
                     *               "raisedBy": "them",
                     *               "notes": "Two weeks are too long for them"
                     *             }
                     *           ],
                     *           "outcome": "quote-requested",
                     *           "about": [
                     *             {
                     *               "kind": "party",
                     *               "id": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11"
                     *             }
                     *           ],
                     *           "source": {
                     *             "system": "service:local",
                     *             "method": "declared"
                     *           },
                     *           "amended": false,
                     *           "loggedAt": "2026-01-15T09:36:12.000Z",
                     *           "recordedAt": "2026-01-15T09:36:12.000Z"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2026-01-20",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            interactionId: string;
                            participants: {
                                /** Format: uuid */
                                participantId: string;
                                /** @enum {unknown} */
                                side: "us" | "them";
                                role: string;
                                /** @description Null while it is not known who this was. */
                                party: {
                                    /** Format: uuid */
                                    partyId: string;
                                    kind?: string | null;
                                    displayName?: string | null;
                                } | null;
                                /** @description What was heard of one whose party was not known. */
                                unresolved?: Record<string, unknown>;
                            }[];
                            /** @enum {unknown} */
                            direction: "inbound" | "outbound";
                            medium: string;
                            /** @enum {unknown} */
                            automation: "human" | "machine";
                            /** Format: date-time */
                            startedAt: string;
                            zone: string;
                            durationSeconds?: number;
                            place?: Record<string, unknown>;
                            /** @description Null when erased. */
                            subject: string | null;
                            /** @constant */
                            erased?: true;
                            objective?: string;
                            notes?: string;
                            topics?: Record<string, unknown>[];
                            outcome: string | null;
                            outcomeNotes?: string;
                            about?: Record<string, unknown>[];
                            source: Record<string, unknown> | null;
                            /** @description Whether it was amended by then. */
                            amended: boolean;
                            /** Format: date-time */
                            loggedAt: string;
                            /**
                             * Format: date-time
                             * @description When what is shown was recorded.
                             */
                            recordedAt: string;
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-update-requests": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
                /** @description In this state. */
                status?: "open" | "accepting" | "accepted" | "refused";
                /** @description Of this party, or of one that turned out to be it. */
                party?: string;
                /** @description At most this many (1 to 200). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "requestId": "2f1e0d9c-8b7a-5695-8473-62514f3e2d1c",
                     *           "party": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *           "interactionId": "1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29",
                     *           "status": "open",
                     *           "reason": null,
                     *           "changes": {
                     *             "facts": [
                     *               {
                     *                 "attribute": "name.legal",
                     *                 "value": "Brico Ouest",
                     *                 "from": "2026-01-01",
                     *                 "to": null
                     *               }
                     *             ]
                     *           },
                     *           "note": null,
                     *           "requestedBy": "service:portal",
                     *           "requestedAt": "2026-01-15T09:40:00.000Z",
                     *           "decidedBy": null,
                     *           "decidedAt": null
                     *         }
                     *       ],
                     *       "next": null,
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            requestId: string;
                            /** Format: uuid */
                            party: string;
                            interactionId: string | null;
                            /** @enum {unknown} */
                            status: "open" | "accepting" | "accepted" | "refused";
                            reason: string | null;
                            /** @description Null when erased. */
                            changes: Record<string, unknown> | null;
                            /** @constant */
                            erased?: true;
                            note: string | null;
                            requestedBy: string;
                            /** Format: date-time */
                            requestedAt: string;
                            decidedBy: string | null;
                            decidedAt: string | null;
                        }[];
                        next: string | null;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "request-update": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestUpdate"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "requestId">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "requestId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `party-not-found`: Party not found
             *
             *     `interaction-not-found`: Interaction not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `interaction-retracted`: Interaction retracted
             *
             *     `retired`: Retired
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `partial-overlap`: Partly the same fact
             *
             *     `fact-retracted`: Fact retracted
             *
             *     `already-ended`: Already ended
             *
             *     `past-next-start`: Past the start of the next fact
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown-attribute`: Unknown attribute
             *
             *     `wrong-party-kind`: Wrong kind of party
             *
             *     `period-upside-down`: Period upside down
             *
             *     `outside-period`: Outside the period
             *
             *     `slot-changed`: Slot changed
             *
             *     `identifier-invalid`: Invalid identifier
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accept-update": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 2f1e0d9c-8b7a-5695-8473-62514f3e2d1c */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "requestId" | "factIds">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-found`: Not found
             *
             *     `fact-not-found`: Fact not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-decided`: Already decided
             *
             *     `identifier-taken`: Identifier taken
             *
             *     `unknown-start-hidden`: Unknown start would be hidden
             *
             *     `partial-overlap`: Partly the same fact
             *
             *     `fact-retracted`: Fact retracted
             *
             *     `already-ended`: Already ended
             *
             *     `past-next-start`: Past the start of the next fact
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `period-upside-down`: Period upside down
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "refuse-update": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 2f1e0d9c-8b7a-5695-8473-62514f3e2d1c */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseUpdate"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "requestId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-decided`: Already decided
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-update-request": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As known at `knownAt`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "requestId": "2f1e0d9c-8b7a-5695-8473-62514f3e2d1c",
                     *       "party": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *       "interactionId": "1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29",
                     *       "status": "open",
                     *       "reason": null,
                     *       "changes": {
                     *         "facts": [
                     *           {
                     *             "attribute": "name.legal",
                     *             "value": "Brico Ouest",
                     *             "from": "2026-01-01",
                     *             "to": null
                     *           }
                     *         ]
                     *       },
                     *       "note": null,
                     *       "requestedBy": "service:portal",
                     *       "requestedAt": "2026-01-15T09:40:00.000Z",
                     *       "decidedBy": null,
                     *       "decidedAt": null,
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        requestId: string;
                        /** Format: uuid */
                        party: string;
                        interactionId: string | null;
                        /** @enum {unknown} */
                        status: "open" | "accepting" | "accepted" | "refused";
                        reason: string | null;
                        /** @description Null when erased. */
                        changes: Record<string, unknown> | null;
                        /** @constant */
                        erased?: true;
                        note: string | null;
                        requestedBy: string;
                        /** Format: date-time */
                        requestedAt: string;
                        decidedBy: string | null;
                        decidedAt: string | null;
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position?: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-update-request-history": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All entries, in the order recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "position": "@k7mzq2ab.1204",
                     *           "recordedAt": "2024-06-10T08:00:00.000Z",
                     *           "type": "UpdateRequestRefused",
                     *           "actor": "service:local",
                     *           "caller": "service:local",
                     *           "commandId": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *           "correlationId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "data": {
                     *             "reason": "not-proven",
                     *             "note": "Without a document"
                     *           }
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description A position in the log, opaque. */
                            position: string;
                            /** Format: date-time */
                            recordedAt: string;
                            type: string;
                            data: Record<string, unknown>;
                            replaced?: Record<string, unknown>;
                            attribute?: string;
                            /** Format: uuid */
                            relationId?: string;
                            stream?: string;
                            /** Format: uuid */
                            commandId: string;
                            correlationId: string;
                            caller: string;
                            actor: string;
                            onBehalfOf?: string;
                            reason?: string;
                            source?: Record<string, unknown>;
                        }[];
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "grant-consent": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantConsent"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "consentId">;
                };
            };
            /**
             * @description `invalid-date`: Invalid date
             *
             *     `invalid-body`: Invalid request body
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `retired`: Retired
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-purpose`: Unknown purpose */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "refuse-consent": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StateConsent"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "consentId">;
                };
            };
            /**
             * @description `invalid-date`: Invalid date
             *
             *     `invalid-body`: Invalid request body
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-purpose`: Unknown purpose */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "withdraw-consent": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StateConsent"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "consentId">;
                };
            };
            /**
             * @description `invalid-date`: Invalid date
             *
             *     `invalid-body`: Invalid request body
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-purpose`: Unknown purpose */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "register-objection": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterObjection"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "consentId">;
                };
            };
            /**
             * @description `invalid-date`: Invalid date
             *
             *     `invalid-body`: Invalid request body
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-purpose`: Unknown purpose */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retract-consent": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11 */
                partyId: string;
                /** @example 8c7b6a59-4837-5261-9504-f3e2d1c0b9a8 */
                consentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetractConsent"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "partyId" | "consentId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-found`: Not found
             *
             *     `party-not-found`: Party not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-party-consents": {
        parameters: {
            query?: {
                /** @description Of this purpose. */
                purpose?: string;
                /** @description By this channel. */
                channel?: "phone" | "sms" | "email" | "letter" | "visit" | "chat" | "push" | "social" | "fax";
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The states at the moment asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "purpose": "b2c-prospecting",
                     *           "channel": "phone",
                     *           "state": "granted",
                     *           "since": "2026-08-20T08:15:00.000Z",
                     *           "expires": null,
                     *           "consentId": "8c7b6a59-4837-5261-9504-f3e2d1c0b9a8",
                     *           "proof": {
                     *             "method": "web-form",
                     *             "textVersion": "newsletter-2026-01"
                     *           },
                     *           "recordedAt": "2026-08-20T08:15:02.000Z",
                     *           "recordedBy": "service:portal",
                     *           "legalBasis": "consent"
                     *         }
                     *       ],
                     *       "asOf": "2026-09-03",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            purpose: string;
                            channel: string;
                            /** @enum {unknown} */
                            state: "granted" | "refused" | "withdrawn" | "objected" | "expired" | "none";
                            since: string | null;
                            expires: string | null;
                            consentId: string | null;
                            proof: Record<string, unknown> | null;
                            /** @constant */
                            proofErased?: true;
                            recordedAt: string | null;
                            recordedBy: string | null;
                            /** @description What entitles us to the purpose at that moment. */
                            legalBasis: string | null;
                        }[];
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-purpose`: Unknown purpose */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-consent-history": {
        parameters: {
            query?: {
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All entries, in the order recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "position": "@k7mzq2ab.1204",
                     *           "recordedAt": "2024-06-10T08:00:00.000Z",
                     *           "type": "ConsentWithdrawn",
                     *           "actor": "service:local",
                     *           "caller": "service:local",
                     *           "commandId": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *           "correlationId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "data": {
                     *             "consentId": "8c7b6a59-4837-5261-9504-f3e2d1c0b9a8",
                     *             "purpose": "b2c-prospecting",
                     *             "channel": "phone",
                     *             "from": "2026-08-31T22:00:00.000Z",
                     *             "proof": {
                     *               "method": "letter"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description A position in the log, opaque. */
                            position: string;
                            /** Format: date-time */
                            recordedAt: string;
                            type: string;
                            data: Record<string, unknown>;
                            replaced?: Record<string, unknown>;
                            attribute?: string;
                            /** Format: uuid */
                            relationId?: string;
                            stream?: string;
                            /** Format: uuid */
                            commandId: string;
                            correlationId: string;
                            caller: string;
                            actor: string;
                            onBehalfOf?: string;
                            reason?: string;
                            source?: Record<string, unknown>;
                        }[];
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-contact-permission": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
                purpose: string;
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Yes or no, and why. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowed": true,
                     *       "reasons": [
                     *         "consent-granted"
                     *       ],
                     *       "consent": {
                     *         "purpose": "b2c-prospecting",
                     *         "channel": "phone",
                     *         "state": "granted",
                     *         "since": "2026-08-20T08:15:00.000Z",
                     *         "expires": null,
                     *         "consentId": "8c7b6a59-4837-5261-9504-f3e2d1c0b9a8",
                     *         "proof": {
                     *           "method": "web-form",
                     *           "textVersion": "newsletter-2026-01"
                     *         },
                     *         "recordedAt": "2026-08-20T08:15:02.000Z",
                     *         "recordedBy": "service:portal",
                     *         "legalBasis": "consent"
                     *       },
                     *       "asOf": "2026-09-03",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        allowed: boolean;
                        reasons: string[];
                        consent: {
                            purpose: string;
                            channel: string;
                            /** @enum {unknown} */
                            state: "granted" | "refused" | "withdrawn" | "objected" | "expired" | "none";
                            since: string | null;
                            expires: string | null;
                            consentId: string | null;
                            proof: Record<string, unknown> | null;
                            /** @constant */
                            proofErased?: true;
                            recordedAt: string | null;
                            recordedBy: string | null;
                            /** @description What entitles us to the purpose at that moment. */
                            legalBasis: string | null;
                        };
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-purpose`: Unknown purpose */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "check-address": {
        parameters: {
            query?: {
                /** @description On this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckAddress"];
            };
        };
        responses: {
            /** @description Lines, faults, suggestions, and the commune on the day. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "checked",
                     *       "lines": [
                     *         "Brico Ouest",
                     *         "RUE DE LA GARE",
                     *         "01200 VALSERHONE"
                     *       ],
                     *       "faults": [
                     *         {
                     *           "code": "commune-merged",
                     *           "component": "inseeCode"
                     *         }
                     *       ],
                     *       "suggestions": [
                     *         {
                     *           "component": "inseeCode",
                     *           "value": "01033",
                     *           "because": "commune-merged"
                     *         }
                     *       ],
                     *       "commune": {
                     *         "code": "01091",
                     *         "name": null,
                     *         "asOf": "2024-04-15",
                     *         "status": "merged",
                     *         "dated": false,
                     *         "validFrom": null,
                     *         "validTo": null,
                     *         "current": [
                     *           {
                     *             "code": "01033",
                     *             "name": "Valserhône"
                     *           }
                     *         ],
                     *         "postcodes": []
                     *       },
                     *       "asOf": "2024-04-15"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description `unchecked`: no list is loaded, or the address is abroad.
                         * @enum {unknown}
                         */
                        status: "checked" | "unchecked";
                        lines: string[];
                        faults: {
                            code: string;
                            component?: string;
                            line?: number;
                            role?: string;
                            length?: number;
                        }[];
                        suggestions: {
                            component: string;
                            value: string;
                            because: string;
                        }[];
                        commune: {
                            code: string;
                            name: string | null;
                            /** Format: date */
                            asOf: string;
                            /**
                             * @description `unchecked`: no list is loaded.
                             * @enum {unknown}
                             */
                            status: "valid" | "merged" | "not-yet-valid" | "unknown" | "unchecked";
                            /** @description Whether the list tells since and until when. Where not, what was merged is answered as merged on every day. */
                            dated: boolean;
                            validFrom: string | null;
                            /** @description The first day on which it is no longer valid. */
                            validTo: string | null;
                            /** @description What it stands for now; several where a commune was split again. */
                            current: {
                                code: string;
                                name: string | null;
                            }[];
                            /** @description The city of a municipal arrondissement. */
                            partOf?: {
                                code: string;
                                name: string | null;
                            };
                            postcodes: string[];
                        } | null;
                        /** Format: date */
                        asOf: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-commune": {
        parameters: {
            query?: {
                /** @description On this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
            };
            header?: never;
            path: {
                communeCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The commune, what it became, its postcodes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "01091",
                     *       "name": null,
                     *       "asOf": "2024-04-15",
                     *       "status": "merged",
                     *       "dated": false,
                     *       "validFrom": null,
                     *       "validTo": null,
                     *       "current": [
                     *         {
                     *           "code": "01033",
                     *           "name": "Valserhône"
                     *         }
                     *       ],
                     *       "postcodes": []
                     *     }
                     */
                    "application/json": {
                        code: string;
                        name: string | null;
                        /** Format: date */
                        asOf: string;
                        /**
                         * @description `unchecked`: no list is loaded.
                         * @enum {unknown}
                         */
                        status: "valid" | "merged" | "not-yet-valid" | "unknown" | "unchecked";
                        /** @description Whether the list tells since and until when. Where not, what was merged is answered as merged on every day. */
                        dated: boolean;
                        validFrom: string | null;
                        /** @description The first day on which it is no longer valid. */
                        validTo: string | null;
                        /** @description What it stands for now; several where a commune was split again. */
                        current: {
                            code: string;
                            name: string | null;
                        }[];
                        /** @description The city of a municipal arrondissement. */
                        partOf?: {
                            code: string;
                            name: string | null;
                        };
                        postcodes: string[];
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "load-reference-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One row a line: of `postcodes` (PostcodeLine), `communes` (CommuneLine) or `merged` (MergedLine). */
        requestBody: {
            content: {
                "application/x-ndjson": components["schemas"]["PostcodeLine"] | components["schemas"]["CommuneLine"] | components["schemas"]["MergedLine"];
            };
        };
        responses: {
            /** @description Rows of each list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lists": {
                     *         "merged": {
                     *           "rows": 36743,
                     *           "changed": true
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        lists: {
                            postcodes?: {
                                rows: number;
                                /** @description False where these rows were loaded before. */
                                changed: boolean;
                            };
                            communes?: {
                                rows: number;
                                /** @description False where these rows were loaded before. */
                                changed: boolean;
                            };
                            merged?: {
                                rows: number;
                                /** @description False where these rows were loaded before. */
                                changed: boolean;
                            };
                        };
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch-too-large`: Batch too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-tasks": {
        parameters: {
            query?: {
                /** @description Whose they are on the day: a party. */
                assignee?: string;
                /** @description About this party. */
                about?: string;
                /** @description With this status on the day. */
                status?: "open" | "done" | "cancelled";
                /** @description Of this priority. */
                priority?: "low" | "normal" | "high" | "urgent";
                /** @description Due on this day or later. */
                dueFrom?: string;
                /** @description Due before this day. */
                dueTo?: string;
                /** @description Whether it is open and its day or instant has passed as of `asOf`. The day it is due by is over at its end. */
                overdue?: "true" | "false";
                /** @description At most this many (1 to 500). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "taskId": "2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12",
                     *           "status": "open",
                     *           "overdue": false,
                     *           "subject": "Send the offer for the shelves",
                     *           "notes": null,
                     *           "about": [
                     *             {
                     *               "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11"
                     *             }
                     *           ],
                     *           "interactionId": null,
                     *           "assigneeId": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *           "due": {
                     *             "at": "2024-05-02T09:30:00.000Z",
                     *             "zone": "Europe/Paris"
                     *           },
                     *           "priority": "high",
                     *           "closedAt": null,
                     *           "outcome": null,
                     *           "reason": null,
                     *           "note": null,
                     *           "revision": 0,
                     *           "createdAt": "2024-04-12T08:00:00.000Z",
                     *           "recordedAt": "2024-04-12T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            taskId: string;
                            /** @enum {unknown} */
                            status: "open" | "done" | "cancelled";
                            overdue: boolean;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            /**
                             * @description Some of what was written in it can no longer be read.
                             * @constant
                             */
                            erased?: true;
                            subject: string | null;
                            /** Format: date-time */
                            closedAt?: string | null;
                            reason?: string | null;
                            note?: string | null;
                            notes?: string | null;
                            outcome?: string | null;
                            /** Format: uuid */
                            interactionId?: string | null;
                            /** Format: uuid */
                            assigneeId: string;
                            about: {
                                /** Format: uuid */
                                partyId: string;
                            }[];
                            due: {
                                /** Format: date */
                                date: string;
                            } | {
                                /** Format: date-time */
                                at: string;
                                zone: string;
                            } | null;
                            /** @enum {unknown} */
                            priority: "low" | "normal" | "high" | "urgent";
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-task": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTask"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "taskId">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "taskId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `party-not-found`: Party not found
             *
             *     `interaction-not-found`: Interaction not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `interaction-retracted`: Interaction retracted
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wrong-party-kind`: Wrong kind of party
             *
             *     `date-in-future`: Date in the future
             *
             *     `unknown-reference`: Unknown reference
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "assign-task": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12 */
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignTask"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "taskId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `task-not-found`: Task not found
             *
             *     `party-not-found`: Party not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-party-kind`: Wrong kind of party */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reschedule-task": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12 */
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RescheduleTask"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "taskId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task-not-found`: Task not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "amend-task": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12 */
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendTask"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "taskId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task-not-found`: Task not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "complete-task": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12 */
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteTask"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "taskId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task-not-found`: Task not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-task": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12 */
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelPlanned"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "taskId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task-not-found`: Task not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reopen-task": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12 */
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenTask"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "taskId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task-not-found`: Task not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reassign-tasks": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReassignTasks"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "reassignmentId">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "reassignmentId">;
                };
            };
            /**
             * @description `too-many`: Too many items
             *
             *     `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-party-kind`: Wrong kind of party */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "propose-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeInteraction"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "plannedInteractionId">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "plannedInteractionId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wrong-party-kind`: Wrong kind of party
             *
             *     `date-in-future`: Date in the future
             *
             *     `unknown-reference`: Unknown reference
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "confirm-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 9c3d5e7f-1a2b-5c4d-8e6f-0a1b2c3d4e5f */
                plannedInteractionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmInteraction"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "plannedInteractionId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `planned-interaction-not-found`: Planned interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "move-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 9c3d5e7f-1a2b-5c4d-8e6f-0a1b2c3d4e5f */
                plannedInteractionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveInteraction"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "plannedInteractionId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `planned-interaction-not-found`: Planned interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hold-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 9c3d5e7f-1a2b-5c4d-8e6f-0a1b2c3d4e5f */
                plannedInteractionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldInteraction"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "plannedInteractionId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `planned-interaction-not-found`: Planned interaction not found
             *
             *     `interaction-not-found`: Interaction not found
             *
             *     `party-not-found`: Party not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `interaction-retracted`: Interaction retracted
             *
             *     `retired`: Retired
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             *
             *     `unknown-medium`: Unknown medium
             *
             *     `medium-misfit`: Does not fit the medium
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "miss-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 9c3d5e7f-1a2b-5c4d-8e6f-0a1b2c3d4e5f */
                plannedInteractionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelPlanned"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "plannedInteractionId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `planned-interaction-not-found`: Planned interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-interaction": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example 9c3d5e7f-1a2b-5c4d-8e6f-0a1b2c3d4e5f */
                plannedInteractionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelPlanned"];
            };
        };
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "plannedInteractionId">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `planned-interaction-not-found`: Planned interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-closed`: Already closed
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `date-in-future`: Date in the future
             *
             *     `outside-period`: Outside the period
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-task": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it is as of the moment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "taskId": "2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12",
                     *       "status": "open",
                     *       "overdue": false,
                     *       "subject": "Send the offer for the shelves",
                     *       "notes": null,
                     *       "about": [
                     *         {
                     *           "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11"
                     *         }
                     *       ],
                     *       "interactionId": null,
                     *       "assigneeId": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *       "due": {
                     *         "at": "2024-05-02T09:30:00.000Z",
                     *         "zone": "Europe/Paris"
                     *       },
                     *       "priority": "high",
                     *       "closedAt": null,
                     *       "outcome": null,
                     *       "reason": null,
                     *       "note": null,
                     *       "revision": 0,
                     *       "createdAt": "2024-04-12T08:00:00.000Z",
                     *       "recordedAt": "2024-04-12T08:00:00.000Z",
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        taskId: string;
                        /** @enum {unknown} */
                        status: "open" | "done" | "cancelled";
                        overdue: boolean;
                        revision: number;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        recordedAt: string;
                        /**
                         * @description Some of what was written in it can no longer be read.
                         * @constant
                         */
                        erased?: true;
                        subject: string | null;
                        /** Format: date-time */
                        closedAt?: string | null;
                        reason?: string | null;
                        note?: string | null;
                        notes?: string | null;
                        outcome?: string | null;
                        /** Format: uuid */
                        interactionId?: string | null;
                        /** Format: uuid */
                        assigneeId: string;
                        about: {
                            /** Format: uuid */
                            partyId: string;
                        }[];
                        due: {
                            /** Format: date */
                            date: string;
                        } | {
                            /** Format: date-time */
                            at: string;
                            zone: string;
                        } | null;
                        /** @enum {unknown} */
                        priority: "low" | "normal" | "high" | "urgent";
                        /** Format: date */
                        asOf?: string;
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position?: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task-not-found`: Task not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-planned-interaction": {
        parameters: {
            query?: {
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                plannedInteractionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it is as of the moment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "plannedInteractionId": "9c3d5e7f-1a2b-5c4d-8e6f-0a1b2c3d4e5f",
                     *       "status": "confirmed",
                     *       "kind": "visit",
                     *       "subject": "Spring assortment",
                     *       "objective": null,
                     *       "place": "At their head office",
                     *       "note": null,
                     *       "participants": [
                     *         {
                     *           "partyId": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *           "side": "us"
                     *         },
                     *         {
                     *           "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *           "side": "them",
                     *           "role": "buyer"
                     *         }
                     *       ],
                     *       "startsAt": "2024-05-02T09:30:00.000Z",
                     *       "endsAt": "2024-05-02T10:30:00.000Z",
                     *       "zone": "Europe/Paris",
                     *       "durationMinutes": 60,
                     *       "interactionId": null,
                     *       "closedAt": null,
                     *       "reason": null,
                     *       "revision": 1,
                     *       "createdAt": "2024-04-12T08:00:00.000Z",
                     *       "recordedAt": "2024-04-13T08:00:00.000Z",
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        plannedInteractionId: string;
                        /** @enum {unknown} */
                        status: "proposed" | "confirmed" | "held" | "missed" | "cancelled";
                        /** @enum {unknown} */
                        kind: "visit" | "meeting" | "call";
                        revision: number;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        recordedAt: string;
                        /**
                         * @description Some of what was written in it can no longer be read.
                         * @constant
                         */
                        erased?: true;
                        subject: string | null;
                        /** Format: date-time */
                        closedAt?: string | null;
                        reason?: string | null;
                        note?: string | null;
                        objective?: string | null;
                        place?: string | null;
                        participants: {
                            /** Format: uuid */
                            partyId: string;
                            /** @enum {unknown} */
                            side: "us" | "them";
                            role?: string;
                        }[];
                        /** Format: date-time */
                        startsAt: string;
                        /** Format: date-time */
                        endsAt: string;
                        zone: string;
                        durationMinutes: number;
                        /**
                         * Format: uuid
                         * @description The logged interaction it became.
                         */
                        interactionId?: string | null;
                        /** Format: date */
                        asOf?: string;
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position?: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `planned-interaction-not-found`: Planned interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-task-history": {
        parameters: {
            query?: {
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All entries, in the order recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "position": "@k7mzq2ab.1204",
                     *           "recordedAt": "2024-06-10T08:00:00.000Z",
                     *           "type": "TaskRescheduled",
                     *           "actor": "service:local",
                     *           "caller": "service:local",
                     *           "commandId": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *           "correlationId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "data": {
                     *             "due": {
                     *               "date": "2024-05-02"
                     *             },
                     *             "at": "2024-04-12T08:00:00.000Z",
                     *             "note": "They are away"
                     *           }
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description A position in the log, opaque. */
                            position: string;
                            /** Format: date-time */
                            recordedAt: string;
                            type: string;
                            data: Record<string, unknown>;
                            replaced?: Record<string, unknown>;
                            attribute?: string;
                            /** Format: uuid */
                            relationId?: string;
                            stream?: string;
                            /** Format: uuid */
                            commandId: string;
                            correlationId: string;
                            caller: string;
                            actor: string;
                            onBehalfOf?: string;
                            reason?: string;
                            source?: Record<string, unknown>;
                        }[];
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task-not-found`: Task not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-planned-interaction-history": {
        parameters: {
            query?: {
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                plannedInteractionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All entries, in the order recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "position": "@k7mzq2ab.1204",
                     *           "recordedAt": "2024-06-10T08:00:00.000Z",
                     *           "type": "PlannedInteractionConfirmed",
                     *           "actor": "service:local",
                     *           "caller": "service:local",
                     *           "commandId": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *           "correlationId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "data": {
                     *             "at": "2024-04-13T08:00:00.000Z",
                     *             "note": "By e-mail"
                     *           }
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description A position in the log, opaque. */
                            position: string;
                            /** Format: date-time */
                            recordedAt: string;
                            type: string;
                            data: Record<string, unknown>;
                            replaced?: Record<string, unknown>;
                            attribute?: string;
                            /** Format: uuid */
                            relationId?: string;
                            stream?: string;
                            /** Format: uuid */
                            commandId: string;
                            correlationId: string;
                            caller: string;
                            actor: string;
                            onBehalfOf?: string;
                            reason?: string;
                            source?: Record<string, unknown>;
                        }[];
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `planned-interaction-not-found`: Planned interaction not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-task-reassignment": {
        parameters: {
            query?: {
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                reassignmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts, as of now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "reassignmentId": "4d6f8a0c-2e4b-5d7f-9b1d-3f5a7c9e1b3d",
                     *       "from": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *       "to": "1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f",
                     *       "on": "2024-07-01",
                     *       "status": "completed",
                     *       "requested": 42,
                     *       "moved": 41,
                     *       "skipped": 1,
                     *       "requestedAt": "2024-06-20T08:00:00.000Z",
                     *       "completedAt": "2024-06-20T08:00:01.000Z"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        reassignmentId: string;
                        /** Format: uuid */
                        from: string;
                        /** Format: uuid */
                        to: string;
                        /** Format: date */
                        on: string;
                        /** @enum {unknown} */
                        status: "under-way" | "completed";
                        requested: number;
                        moved: number;
                        skipped: number | null;
                        /** Format: date-time */
                        requestedAt: string;
                        /** Format: date-time */
                        completedAt: string | null;
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-party-tasks": {
        parameters: {
            query?: {
                /** @description With this status on the day. */
                status?: "open" | "done" | "cancelled";
                /** @description Of this priority. */
                priority?: "low" | "normal" | "high" | "urgent";
                /** @description Due on this day or later. */
                dueFrom?: string;
                /** @description Due before this day. */
                dueTo?: string;
                /** @description Whether it is open and its day or instant has passed as of `asOf`. The day it is due by is over at its end. */
                overdue?: "true" | "false";
                /** @description At most this many (1 to 500). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "taskId": "2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12",
                     *           "status": "open",
                     *           "overdue": false,
                     *           "subject": "Send the offer for the shelves",
                     *           "notes": null,
                     *           "about": [
                     *             {
                     *               "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11"
                     *             }
                     *           ],
                     *           "interactionId": null,
                     *           "assigneeId": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *           "due": {
                     *             "at": "2024-05-02T09:30:00.000Z",
                     *             "zone": "Europe/Paris"
                     *           },
                     *           "priority": "high",
                     *           "closedAt": null,
                     *           "outcome": null,
                     *           "reason": null,
                     *           "note": null,
                     *           "revision": 0,
                     *           "createdAt": "2024-04-12T08:00:00.000Z",
                     *           "recordedAt": "2024-04-12T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            taskId: string;
                            /** @enum {unknown} */
                            status: "open" | "done" | "cancelled";
                            overdue: boolean;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            /**
                             * @description Some of what was written in it can no longer be read.
                             * @constant
                             */
                            erased?: true;
                            subject: string | null;
                            /** Format: date-time */
                            closedAt?: string | null;
                            reason?: string | null;
                            note?: string | null;
                            notes?: string | null;
                            outcome?: string | null;
                            /** Format: uuid */
                            interactionId?: string | null;
                            /** Format: uuid */
                            assigneeId: string;
                            about: {
                                /** Format: uuid */
                                partyId: string;
                            }[];
                            due: {
                                /** Format: date */
                                date: string;
                            } | {
                                /** Format: date-time */
                                at: string;
                                zone: string;
                            } | null;
                            /** @enum {unknown} */
                            priority: "low" | "normal" | "high" | "urgent";
                        }[];
                        next: string | null;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-agenda": {
        parameters: {
            query?: {
                /** @description From this day on; 31 days before `asOf`, when left out; before `to`, where only that is given. */
                from?: string;
                /** @description Before this day, at most 731 days later; 366 days after `asOf`, when left out; after `from`, where only that is given. */
                to?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries, by day and time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "type": "task",
                     *           "taskId": "2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12",
                     *           "status": "open",
                     *           "overdue": false,
                     *           "subject": "Send the offer for the shelves",
                     *           "notes": null,
                     *           "about": [
                     *             {
                     *               "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11"
                     *             }
                     *           ],
                     *           "interactionId": null,
                     *           "assigneeId": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *           "due": {
                     *             "at": "2024-05-02T09:30:00.000Z",
                     *             "zone": "Europe/Paris"
                     *           },
                     *           "priority": "high",
                     *           "closedAt": null,
                     *           "outcome": null,
                     *           "reason": null,
                     *           "note": null,
                     *           "revision": 0,
                     *           "createdAt": "2024-04-12T08:00:00.000Z",
                     *           "recordedAt": "2024-04-12T08:00:00.000Z"
                     *         },
                     *         {
                     *           "type": "planned-interaction",
                     *           "plannedInteractionId": "9c3d5e7f-1a2b-5c4d-8e6f-0a1b2c3d4e5f",
                     *           "status": "confirmed",
                     *           "kind": "visit",
                     *           "subject": "Spring assortment",
                     *           "objective": null,
                     *           "place": "At their head office",
                     *           "note": null,
                     *           "participants": [
                     *             {
                     *               "partyId": "7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90",
                     *               "side": "us"
                     *             },
                     *             {
                     *               "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *               "side": "them",
                     *               "role": "buyer"
                     *             }
                     *           ],
                     *           "startsAt": "2024-05-02T09:30:00.000Z",
                     *           "endsAt": "2024-05-02T10:30:00.000Z",
                     *           "zone": "Europe/Paris",
                     *           "durationMinutes": 60,
                     *           "interactionId": null,
                     *           "closedAt": null,
                     *           "reason": null,
                     *           "revision": 1,
                     *           "createdAt": "2024-04-12T08:00:00.000Z",
                     *           "recordedAt": "2024-04-13T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "from": "2024-05-01",
                     *       "to": "2024-06-01",
                     *       "asOf": "2024-04-15",
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: ({
                            /** @constant */
                            type: "task";
                            /** Format: uuid */
                            taskId: string;
                            /** @enum {unknown} */
                            status: "open" | "done" | "cancelled";
                            overdue: boolean;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            /**
                             * @description Some of what was written in it can no longer be read.
                             * @constant
                             */
                            erased?: true;
                            subject: string | null;
                            /** Format: date-time */
                            closedAt?: string | null;
                            reason?: string | null;
                            note?: string | null;
                            notes?: string | null;
                            outcome?: string | null;
                            /** Format: uuid */
                            interactionId?: string | null;
                            /** Format: uuid */
                            assigneeId: string;
                            about: {
                                /** Format: uuid */
                                partyId: string;
                            }[];
                            due: {
                                /** Format: date */
                                date: string;
                            } | {
                                /** Format: date-time */
                                at: string;
                                zone: string;
                            } | null;
                            /** @enum {unknown} */
                            priority: "low" | "normal" | "high" | "urgent";
                        } | {
                            /** @constant */
                            type: "planned-interaction";
                            /** Format: uuid */
                            plannedInteractionId: string;
                            /** @enum {unknown} */
                            status: "proposed" | "confirmed" | "held" | "missed" | "cancelled";
                            /** @enum {unknown} */
                            kind: "visit" | "meeting" | "call";
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            /**
                             * @description Some of what was written in it can no longer be read.
                             * @constant
                             */
                            erased?: true;
                            subject: string | null;
                            /** Format: date-time */
                            closedAt?: string | null;
                            reason?: string | null;
                            note?: string | null;
                            objective?: string | null;
                            place?: string | null;
                            participants: {
                                /** Format: uuid */
                                partyId: string;
                                /** @enum {unknown} */
                                side: "us" | "them";
                                role?: string;
                            }[];
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            zone: string;
                            durationMinutes: number;
                            /**
                             * Format: uuid
                             * @description The logged interaction it became.
                             */
                            interactionId?: string | null;
                        })[];
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                        /** Format: date */
                        asOf: string;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `too-many`: Too many items
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-agenda-calendar": {
        parameters: {
            query?: {
                /** @description From this day on; 31 days before `asOf`, when left out; before `to`, where only that is given. */
                from?: string;
                /** @description Before this day, at most 731 days later; 366 days after `asOf`, when left out; after `from`, where only that is given. */
                to?: string;
                /** @description True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. */
                asOf?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path: {
                partyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A calendar (`text/calendar`). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example BEGIN:VCALENDAR
                     *     VERSION:2.0
                     *     PRODID:-//Annals//Agenda//EN
                     *     CALSCALE:GREGORIAN
                     *     BEGIN:VTODO
                     *     UID:task-2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12@annals
                     *     SEQUENCE:0
                     *     DTSTAMP:20240412T080000Z
                     *     LAST-MODIFIED:20240412T080000Z
                     *     CREATED:20240412T080000Z
                     *     SUMMARY:Send the offer for the shelves
                     *     STATUS:NEEDS-ACTION
                     *     PRIORITY:3
                     *     DUE:20240502T093000Z
                     *     END:VTODO
                     *     END:VCALENDAR
                     */
                    "application/json": string;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `too-many`: Too many items
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `party-not-found`: Party not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erased`: Erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-attribute": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its cardinality, the JSON Schema of its values, its freshness. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "name.banner",
                     *       "cardinality": {
                     *         "onePer": [
                     *           "rank"
                     *         ]
                     *       },
                     *       "on": [
                     *         "party"
                     *       ],
                     *       "kinds": [
                     *         "organisation"
                     *       ],
                     *       "dataClass": "identity",
                     *       "builtIn": true,
                     *       "retired": false,
                     *       "freshnessDays": null,
                     *       "schema": {},
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        code: string;
                        retired: boolean;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "define-attribute": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefineAttribute"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `code-taken`: Code taken
             *
             *     `retired`: Retired
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-reserved`: Code reserved */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retire-attribute": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown-attribute`: Unknown attribute
             *
             *     `code-reserved`: Code reserved
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-identifier-scheme": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its definition. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "siren",
                     *       "label": {
                     *         "fr": "SIREN",
                     *         "en": "SIREN"
                     *       },
                     *       "pattern": "[0-9]{9}",
                     *       "check": "siren",
                     *       "unique": true,
                     *       "transferable": false,
                     *       "kinds": [
                     *         "organisation"
                     *       ],
                     *       "structures": [
                     *         "legal-unit"
                     *       ],
                     *       "perSystem": false,
                     *       "retired": false,
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        code: string;
                        retired: boolean;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "define-identifier-scheme": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefineIdentifierScheme"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `code-taken`: Code taken
             *
             *     `retired`: Retired
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-reserved`: Code reserved */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retire-identifier-scheme": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-type`: Unknown type */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-relation-type": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its definition. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "influences",
                     *       "description": {
                     *         "fr": "Un tiers influence les choix d’un autre",
                     *         "en": "A party influences the choices of another"
                     *       },
                     *       "nature": "non-reciprocal",
                     *       "symmetric": false,
                     *       "endA": [
                     *         {
                     *           "kind": "person"
                     *         }
                     *       ],
                     *       "endB": [
                     *         {
                     *           "kind": "person"
                     *         }
                     *       ],
                     *       "labelAtoB": {
                     *         "fr": "influence",
                     *         "en": "influences"
                     *       },
                     *       "retired": false,
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        code: string;
                        retired: boolean;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "define-relation-type": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefineRelationType"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `code-taken`: Code taken
             *
             *     `retired`: Retired
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-reserved`: Code reserved */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retire-relation-type": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-type`: Unknown type */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-medium": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its definition. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "phone",
                     *       "label": {
                     *         "fr": "Téléphone",
                     *         "en": "Phone"
                     *       },
                     *       "channel": "phone",
                     *       "directions": [
                     *         "inbound",
                     *         "outbound"
                     *       ],
                     *       "automation": "human",
                     *       "needsPermission": false,
                     *       "inUse": {
                     *         "from": {
                     *           "unknown": true
                     *         },
                     *         "to": null
                     *       },
                     *       "retired": false,
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        code: string;
                        retired: boolean;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "define-medium": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefineMedium"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `code-taken`: Code taken
             *
             *     `retired`: Retired
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `code-reserved`: Code reserved
             *
             *     `period-upside-down`: Period upside down
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retire-medium": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-purpose": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its definition. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "b2c-prospecting",
                     *       "label": {
                     *         "fr": "Prospection de particuliers",
                     *         "en": "Prospecting consumers"
                     *       },
                     *       "legalBases": [
                     *         {
                     *           "basis": "consent",
                     *           "from": "2018-05-25"
                     *         }
                     *       ],
                     *       "attributes": [
                     *         "name.usual",
                     *         "email"
                     *       ],
                     *       "channels": [
                     *         "email"
                     *       ],
                     *       "retentionDays": 1096,
                     *       "retired": false,
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        code: string;
                        retired: boolean;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "define-purpose": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefinePurpose"];
            };
        };
        responses: {
            /** @description Carried out; or there was nothing to do, or it was only checked. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-date`: Invalid date
             *
             *     `invalid-body`: Invalid request body
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `retired`: Retired
             *
             *     `key-reused`: Key used for another request
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown-attribute`: Unknown attribute
             *
             *     `code-reserved`: Code reserved
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retire-purpose": {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 128 characters of A-Z a-z 0-9 . _ : -, unique for the caller. The same key again: the same answer. With another body: `key-reused`. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description The revision the command was decided on; refused with `revision-mismatch` when it moved on. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path: {
                /** @example colour */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Carried out. */
            200: {
                headers: {
                    /** @description Position of the command in the log: for `after=` of a query. */
                    "Annals-Position"?: string;
                    /** @description Revision of what was written. */
                    ETag?: string;
                    /** @description Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command. */
                    "Annals-Correlation-Id"?: string;
                    /** @description `validate-only` where that was asked. */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WithRequired<components["schemas"]["CommandAnswer"], "code">;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `too-many`: Too many items
             *
             *     `key-missing`: Idempotency key missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-reused`: Key used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `revision-mismatch`: Revision mismatch */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `read-only`: Read only
             *
             *     `conflict-busy`: Too many concurrent changes
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-attributes": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Built-in ones, those of identifier schemes, and those defined at run time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "name.banner",
                     *           "cardinality": {
                     *             "onePer": [
                     *               "rank"
                     *             ]
                     *           },
                     *           "on": [
                     *             "party"
                     *           ],
                     *           "kinds": [
                     *             "organisation"
                     *           ],
                     *           "dataClass": "identity",
                     *           "builtIn": true,
                     *           "retired": false,
                     *           "freshnessDays": null,
                     *           "schema": {}
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: ({
                            code: string;
                            retired: boolean;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-identifier-schemes": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their definitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "siren",
                     *           "label": {
                     *             "fr": "SIREN",
                     *             "en": "SIREN"
                     *           },
                     *           "pattern": "[0-9]{9}",
                     *           "check": "siren",
                     *           "unique": true,
                     *           "transferable": false,
                     *           "kinds": [
                     *             "organisation"
                     *           ],
                     *           "structures": [
                     *             "legal-unit"
                     *           ],
                     *           "perSystem": false,
                     *           "retired": false
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: ({
                            code: string;
                            retired: boolean;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-relation-types": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their definitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "influences",
                     *           "description": {
                     *             "fr": "Un tiers influence les choix d’un autre",
                     *             "en": "A party influences the choices of another"
                     *           },
                     *           "nature": "non-reciprocal",
                     *           "symmetric": false,
                     *           "endA": [
                     *             {
                     *               "kind": "person"
                     *             }
                     *           ],
                     *           "endB": [
                     *             {
                     *               "kind": "person"
                     *             }
                     *           ],
                     *           "labelAtoB": {
                     *             "fr": "influence",
                     *             "en": "influences"
                     *           },
                     *           "retired": false
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: ({
                            code: string;
                            retired: boolean;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-media": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their definitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "phone",
                     *           "label": {
                     *             "fr": "Téléphone",
                     *             "en": "Phone"
                     *           },
                     *           "channel": "phone",
                     *           "directions": [
                     *             "inbound",
                     *             "outbound"
                     *           ],
                     *           "automation": "human",
                     *           "needsPermission": false,
                     *           "inUse": {
                     *             "from": {
                     *               "unknown": true
                     *             },
                     *             "to": null
                     *           },
                     *           "retired": false
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: ({
                            code: string;
                            retired: boolean;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-purposes": {
        parameters: {
            query?: {
                /** @description As known then: a date, an instant or a position. Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their definitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "b2c-prospecting",
                     *           "label": {
                     *             "fr": "Prospection de particuliers",
                     *             "en": "Prospecting consumers"
                     *           },
                     *           "legalBases": [
                     *             {
                     *               "basis": "consent",
                     *               "from": "2018-05-25"
                     *             }
                     *           ],
                     *           "attributes": [
                     *             "name.usual",
                     *             "email"
                     *           ],
                     *           "channels": [
                     *             "email"
                     *           ],
                     *           "retentionDays": 1096,
                     *           "retired": false
                     *         }
                     *       ],
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: ({
                            code: string;
                            retired: boolean;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description A position in the log, opaque. */
                        knownAt?: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-audit": {
        parameters: {
            query?: {
                /** @description Who did it: `agent:<uuid>`, `service:…`, `import:…`, `system:…`. */
                actor?: string;
                /** @description What it belongs to. One of the two. */
                correlation?: string;
                /** @description At most this many (1 to 500). */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description Known to us by then: a date, an instant, or a position (`@…`). Now, when left out. */
                knownAt?: string;
                /** @description Wait until the answer shows this position: one's own write (`Annals-Position`). At most 5 s. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is null on the last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "position": "@k7mzq2ab.1204",
                     *           "recordedAt": "2024-06-10T08:00:00.000Z",
                     *           "type": "FactRecorded",
                     *           "actor": "service:local",
                     *           "caller": "service:local",
                     *           "commandId": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *           "correlationId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "stream": "party-1ed4f5a1-10c2-5ff9-8d50-be91fcf794a5",
                     *           "data": {
                     *             "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *             "attribute": "name.banner",
                     *             "value": "Brico A",
                     *             "validFrom": "2020-01-01",
                     *             "validTo": null
                     *           }
                     *         }
                     *       ],
                     *       "next": null,
                     *       "knownAt": "@k7mzq2ab.1204",
                     *       "position": "@k7mzq2ab.1204"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description A position in the log, opaque. */
                            position: string;
                            /** Format: date-time */
                            recordedAt: string;
                            type: string;
                            data: Record<string, unknown>;
                            replaced?: Record<string, unknown>;
                            attribute?: string;
                            /** Format: uuid */
                            relationId?: string;
                            stream?: string;
                            /** Format: uuid */
                            commandId: string;
                            correlationId: string;
                            caller: string;
                            actor: string;
                            onBehalfOf?: string;
                            reason?: string;
                            source?: Record<string, unknown>;
                        }[];
                        next: string | null;
                        /** @description A position in the log, opaque. */
                        knownAt: string;
                        /** @description A position in the log, opaque. */
                        position: string;
                    };
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `invalid-date`: Invalid date
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `cursor-invalid`: Invalid cursor
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-yet-projected`: Not projected yet
             *
             *     `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    batch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The calling service; scopes the key. */
                "Annals-Caller"?: components["parameters"]["Annals-Caller"];
                /** @description Who acts; the caller, when left out. Never a name or an e-mail address. */
                "Annals-Actor"?: components["parameters"]["Annals-Actor"];
                /** @description For whom. */
                "Annals-On-Behalf-Of"?: components["parameters"]["Annals-On-Behalf-Of"];
                /** @description Why, as a code. */
                "Annals-Reason"?: components["parameters"]["Annals-Reason"];
                /** @description `validate-only`: all checks, no effect. */
                Prefer?: components["parameters"]["Prefer"];
                /** @description An id of yours for this request; told in the answer, and in the log of the server. */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description W3C trace context. */
                traceparent?: components["parameters"]["traceparent"];
                /** @description Language of titles: `fr` or `en`. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description One line each. */
        requestBody: {
            content: {
                "application/x-ndjson": components["schemas"]["BatchLine"];
            };
        };
        responses: {
            /** @description One result a line, in their order. The status of each line is in its result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["BatchResult"];
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch-too-large`: Batch too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-feed": {
        parameters: {
            query?: {
                /** @description Begin after this position: `next` of the page before, or the position of any answer. The beginning of the log, when left out. */
                after?: string;
                /** @description As this consumer, see /v1/feed/consumers. Not together with `type`, `party`, `scope` or `bookkeeping`. */
                consumer?: string;
                /** @description Only events of this type, see /v1/feed/types; repeatable, at most 100. */
                type?: string[];
                /** @description Only events about this party: its own, and those of relations, interactions, tasks and requests from the event on that names it. */
                party?: string;
                /** @description `ids`: personal fields are left out, and `sealedfields` names them; so when left out. `values`: they are there; what was erased is null, and `erasedfields` names it. */
                scope?: "ids" | "values";
                /** @description Also reservations and the like, which say nothing of the world. They come anyway where `type` names them. */
                bookkeeping?: "true" | "false";
                /** @description Events in a page (1 to 1000). A page also ends after some megabytes, or when it has passed over many events. */
                limit?: number;
                /** @description Seconds to wait for the first event (1 to 30). Not at all, when left out. */
                wait?: number;
            };
            header?: {
                /** @description The last id of a stream that broke off; goes before `after`. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, and where the next page begins. `more`: do not wait before asking for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": [
                     *         {
                     *           "specversion": "1.0",
                     *           "id": "5d3a8a51-0d9f-5f5f-8c11-0b6d6a524f0e",
                     *           "source": "urn:annals:log:k7mzq2ab",
                     *           "type": "annals.FactRecorded",
                     *           "subject": "party/0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *           "time": "2024-06-10T08:00:00.000Z",
                     *           "datacontenttype": "application/json",
                     *           "dataschema": "urn:annals:event:FactRecorded:1",
                     *           "position": "@k7mzq2ab.1205",
                     *           "n": 1,
                     *           "of": 2,
                     *           "revision": 7,
                     *           "commandid": "2f40c963-35b0-5b4d-ac8f-8311f8469c52",
                     *           "caller": "service:crm",
                     *           "actor": "service:crm",
                     *           "origin": "service:crm",
                     *           "originmethod": "declared",
                     *           "sealedfields": "value",
                     *           "data": {
                     *             "factId": "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66",
                     *             "attribute": "name.legal",
                     *             "slot": "",
                     *             "dataClass": "identity",
                     *             "validFrom": "2024-05-01",
                     *             "validTo": null
                     *           }
                     *         }
                     *       ],
                     *       "next": "@k7mzq2ab.1206",
                     *       "more": false
                     *     }
                     */
                    "application/json": {
                        events: components["schemas"]["CloudEvent"][];
                        /** @description Everything up to here was looked at: `after` of the next page. */
                        next: string;
                        more: boolean;
                    };
                    /**
                     * @example id: @k7mzq2ab.1205
                     *     data: {"specversion":"1.0","id":"5d3a8a51-0d9f-5f5f-8c11-0b6d6a524f0e","source":"urn:annals:log:k7mzq2ab","type":"annals.FactRecorded","subject":"party/0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11","time":"2024-06-10T08:00:00.000Z","datacontenttype":"application/json","dataschema":"urn:annals:event:FactRecorded:1","position":"@k7mzq2ab.1205","n":1,"of":2,"revision":7,"commandid":"2f40c963-35b0-5b4d-ac8f-8311f8469c52","caller":"service:crm","actor":"service:crm","origin":"service:crm","originmethod":"declared","sealedfields":"value","data":{"factId":"3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66","attribute":"name.legal","slot":"","dataClass":"identity","validFrom":"2024-05-01","validTo":null}}
                     *
                     *     : heart-beat
                     *     id: @k7mzq2ab.1209
                     */
                    "text/event-stream": string;
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-log`: Position of another log */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-followers`: Too many followers of the feed */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their versions, which of their fields are personal, and which of them are bookkeeping. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "type": "annals.FactEnded",
                     *           "version": 1,
                     *           "dataschema": "urn:annals:event:FactEnded:1",
                     *           "sealed": {
                     *             "note": "notes"
                     *           },
                     *           "bookkeeping": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            type: string;
                            version: number;
                            dataschema: string;
                            bookkeeping: boolean;
                            /** @description Its personal fields and their class; `own`: the class that `data.dataClass` names. */
                            sealed: {
                                [key: string]: string;
                            };
                        }[];
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By code. `lag.events`: events of the log it has not acknowledged, those among them that its filter passes over; 1000000 when there are more. `lag.seconds`: how long the first of them has been there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "warehouse",
                     *           "name": "Data warehouse",
                     *           "types": [
                     *             "annals.FactRecorded"
                     *           ],
                     *           "bookkeeping": false,
                     *           "scope": "ids",
                     *           "acknowledged": "@k7mzq2ab.1204",
                     *           "acknowledgedAt": "2024-06-10T08:00:00.000Z",
                     *           "registeredAt": "2024-03-01T09:30:00.000Z",
                     *           "lag": {
                     *             "events": 12,
                     *             "seconds": 3.4
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: (components["schemas"]["FeedConsumer"] & {
                            lag: {
                                events: number;
                                seconds: number;
                            };
                        })[];
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-consumer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The consumer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "warehouse",
                     *       "name": "Data warehouse",
                     *       "types": [
                     *         "annals.FactRecorded"
                     *       ],
                     *       "bookkeeping": false,
                     *       "scope": "ids",
                     *       "acknowledged": "@k7mzq2ab.1204",
                     *       "acknowledgedAt": "2024-06-10T08:00:00.000Z",
                     *       "registeredAt": "2024-03-01T09:30:00.000Z",
                     *       "lag": {
                     *         "events": 12,
                     *         "seconds": 3.4
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FeedConsumer"] & {
                        lag: {
                            events: number;
                            seconds: number;
                        };
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "register-consumer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterConsumer"];
            };
        };
        responses: {
            /** @description The consumer, registered already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "warehouse",
                     *       "name": "Data warehouse",
                     *       "types": [
                     *         "annals.FactRecorded"
                     *       ],
                     *       "bookkeeping": false,
                     *       "scope": "ids",
                     *       "acknowledged": "@k7mzq2ab.1204",
                     *       "acknowledgedAt": "2024-06-10T08:00:00.000Z",
                     *       "registeredAt": "2024-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FeedConsumer"];
                };
            };
            /** @description The consumer, new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "warehouse",
                     *       "name": "Data warehouse",
                     *       "types": [
                     *         "annals.FactRecorded"
                     *       ],
                     *       "bookkeeping": false,
                     *       "scope": "ids",
                     *       "acknowledged": "@k7mzq2ab.1204",
                     *       "acknowledgedAt": "2024-06-10T08:00:00.000Z",
                     *       "registeredAt": "2024-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FeedConsumer"];
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             *
             *     `too-many`: Too many items
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `foreign-log`: Position of another log
             *
             *     `too-many-consumers`: Too many consumers
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-consumer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "warehouse"
                     *     }
                     */
                    "application/json": {
                        code: string;
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "acknowledge-feed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgeFeed"];
            };
        };
        responses: {
            /** @description The consumer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "warehouse",
                     *       "name": "Data warehouse",
                     *       "types": [
                     *         "annals.FactRecorded"
                     *       ],
                     *       "bookkeeping": false,
                     *       "scope": "ids",
                     *       "acknowledged": "@k7mzq2ab.1204",
                     *       "acknowledgedAt": "2024-06-10T08:00:00.000Z",
                     *       "registeredAt": "2024-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FeedConsumer"];
                };
            };
            /**
             * @description `invalid-body`: Invalid request body
             *
             *     `known-at-ahead`: Position ahead of the log
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `foreign-log`: Position of another log
             *
             *     `already-acknowledged`: Acknowledged further already
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-seals": {
        parameters: {
            query?: {
                /** @description Seals of this block and later ones. The last seal alone, when left out. */
                from?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 1000, and how many events are not sealed yet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "block": 0,
                     *           "first": 1,
                     *           "last": 192,
                     *           "lastRecordedAt": "2026-02-06T12:00:00.000Z",
                     *           "head": "861b196671705c041b89d748fb00d397e8f0abec503be2a68f8e712043842adb",
                     *           "root": "5ac9d89b95eb8746ef1361097ce849caef458e50355afd1b67384858b3ef033f",
                     *           "publicKey": "4goPg3DUFJw9KZXjyduMqJpwhticPSDVCWkh1tOuknw",
                     *           "signature": "2z7UVeAAG_qNBnx2TkxnM63I02l9IemAtJCmDmUvtkeYaCi33Q4ZpOuZrUIGEjpgZ7cPe07NNlZqxjX3N9NCDQ"
                     *         }
                     *       ],
                     *       "unsealed": 12
                     *     }
                     */
                    "application/json": {
                        items: {
                            block: number;
                            /** @description Ordinal of its first event, counted from 1. */
                            first: number;
                            last: number;
                            /** Format: date-time */
                            lastRecordedAt: string;
                            head: string;
                            root: string;
                            publicKey: string;
                            signature: string;
                        }[];
                        unsealed: number;
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "prove-event": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that the hash of the event is made of, the way to the root of its block, and the seal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "format": 1,
                     *       "event": {
                     *         "ordinal": 7,
                     *         "id": "0d5f2f9e-5f0c-5aa4-9a3e-6f1f6a1c2b3d",
                     *         "stream": "party-7d3f1a52-9c0e-5b8a-8c47-2e1b7d90a3f5",
                     *         "revision": 0,
                     *         "type": "PartyCreated",
                     *         "recordedAt": "2026-02-03T10:00:00.000Z",
                     *         "commandId": "0c3f2f9e-5f0c-5aa4-9a3e-6f1f6a1c2b3d",
                     *         "left": 0,
                     *         "data": {
                     *           "kind": "organisation"
                     *         },
                     *         "metadata": {
                     *           "v": 1,
                     *           "n": 1,
                     *           "of": 1
                     *         }
                     *       },
                     *       "previous": "861b196671705c041b89d748fb00d397e8f0abec503be2a68f8e712043842adb",
                     *       "path": [
                     *         "5ac9d89b95eb8746ef1361097ce849caef458e50355afd1b67384858b3ef033f"
                     *       ],
                     *       "seal": {
                     *         "block": 0,
                     *         "first": 1,
                     *         "last": 192,
                     *         "lastRecordedAt": "2026-02-06T12:00:00.000Z",
                     *         "head": "861b196671705c041b89d748fb00d397e8f0abec503be2a68f8e712043842adb",
                     *         "root": "5ac9d89b95eb8746ef1361097ce849caef458e50355afd1b67384858b3ef033f",
                     *         "publicKey": "4goPg3DUFJw9KZXjyduMqJpwhticPSDVCWkh1tOuknw",
                     *         "signature": "2z7UVeAAG_qNBnx2TkxnM63I02l9IemAtJCmDmUvtkeYaCi33Q4ZpOuZrUIGEjpgZ7cPe07NNlZqxjX3N9NCDQ"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        format: 1;
                        event: Record<string, unknown>;
                        previous: string;
                        path: string[];
                        seal: {
                            block: number;
                            /** @description Ordinal of its first event, counted from 1. */
                            first: number;
                            last: number;
                            /** Format: date-time */
                            lastRecordedAt: string;
                            head: string;
                            root: string;
                            publicKey: string;
                            signature: string;
                        };
                    };
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-command": {
        parameters: {
            query?: never;
            header?: {
                /** @description Who sent it. */
                "Annals-Caller"?: string;
            };
            path: {
                /** @description The Idempotency-Key. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its answer, as it was given. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "partyId": "0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11",
                     *       "status": "accepted",
                     *       "revision": 3,
                     *       "position": "@k7mzq2ab.1204",
                     *       "warnings": [],
                     *       "factIds": [
                     *         "3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description `invalid-body`: Invalid request body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every code, its status and its meaning. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "identifier-taken",
                     *           "type": "/v1/problems/identifier-taken",
                     *           "status": 409,
                     *           "title": "Identifier taken",
                     *           "retryable": false,
                     *           "meaning": "Another party holds this identifier during part of the period; `conflictsWith` names it."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            code: string;
                            type: string;
                            status: number;
                            title: string;
                            retryable: boolean;
                            meaning: string;
                        }[];
                    };
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-problem": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: "invalid-body" | "invalid-date" | "key-missing" | "known-at-ahead" | "too-many" | "cursor-invalid" | "not-found" | "party-not-found" | "relation-not-found" | "fact-not-found" | "interaction-not-found" | "task-not-found" | "planned-interaction-not-found" | "erased" | "period-overlap" | "identifier-taken" | "cycle" | "limit-exceeded" | "fact-retracted" | "interaction-retracted" | "already-resolved" | "already-decided" | "already-ended" | "already-closed" | "past-next-start" | "unknown-start-hidden" | "partial-overlap" | "key-reused" | "foreign-log" | "already-acknowledged" | "too-many-consumers" | "code-taken" | "retired" | "revision-mismatch" | "body-too-large" | "batch-too-large" | "headers-too-large" | "unsupported-media-type" | "period-upside-down" | "outside-period" | "date-in-future" | "unknown-attribute" | "unknown-type" | "unknown-purpose" | "unknown-medium" | "medium-misfit" | "unknown-reference" | "wrong-party-kind" | "identifier-invalid" | "slot-changed" | "code-reserved" | "request-timeout" | "too-many-followers" | "not-yet-projected" | "read-only" | "conflict-busy" | "log-unavailable" | "overloaded" | "internal";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code, its status and its meaning. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "identifier-taken",
                     *       "type": "/v1/problems/identifier-taken",
                     *       "status": 409,
                     *       "title": "Identifier taken",
                     *       "retryable": false,
                     *       "meaning": "Another party holds this identifier during part of the period; `conflictsWith` names it."
                     *     }
                     */
                    "application/json": {
                        code: string;
                        type: string;
                        status: number;
                        title: string;
                        retryable: boolean;
                        meaning: string;
                    };
                };
            };
            /** @description `not-found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "live"
                     *     }
                     */
                    "application/json": {
                        /** @enum {unknown} */
                        status: "live" | "still";
                    };
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "checks": {
                     *         "log": {
                     *           "ok": true,
                     *           "position": "@k7mzq2ab.1204"
                     *         },
                     *         "database": {
                     *           "ok": true
                     *         },
                     *         "questions": {
                     *           "ok": true
                     *         },
                     *         "projections": {
                     *           "ok": true,
                     *           "by": "this-process",
                     *           "position": "@k7mzq2ab.1204",
                     *           "lag": 0
                     *         }
                     *       },
                     *       "verified": {
                     *         "ok": true,
                     *         "streams": 1214,
                     *         "events": 9377,
                     *         "lastAt": "2026-11-20T09:00:00.000Z",
                     *         "differences": 0
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ready" | "not-ready";
                        checks: {
                            [key: string]: {
                                ok: boolean;
                            };
                        };
                        verified: {
                            ok: boolean;
                            streams: number;
                            events: number;
                            /** Format: date-time */
                            lastAt: string | null;
                            differences: number;
                            reason?: string;
                            first?: {
                                projection?: string;
                                table?: string;
                                stream?: string;
                                key?: string;
                                kind?: string;
                            }[];
                        };
                    };
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All metrics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP annals_projection_lag_events Events of the log that a read model has not seen.
                     *     # TYPE annals_projection_lag_events gauge
                     *     annals_projection_lag_events{projection="parties",version="1"} 0
                     */
                    "text/plain": string;
                };
            };
            /** @description `request-timeout`: Request timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: Headers too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `log-unavailable`: Log unavailable
             *
             *     `overloaded`: Overloaded
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
