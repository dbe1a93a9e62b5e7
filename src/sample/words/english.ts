import type { Phrases } from '../phrases.ts'

export const english: Phrases = {
  themes: {
    delivery: {
      positive: [
        'The {product} arrived a day early and well packed.',
        'Courier called ahead and carried the box upstairs.',
        'Delivery came exactly in the slot I picked.',
        'Ordered in the evening, had it at the door next morning.',
        'Tracking was accurate to the minute.',
      ],
      negative: [
        'Waited {days} days for a delivery that was promised for the next day.',
        'The courier never showed up and nobody told me.',
        'My {product} was delivered to the wrong address.',
        'Delivery was moved three times, always at the last minute.',
        'The box arrived soaked and the {product} was scratched.',
      ],
    },
    price: {
      positive: [
        'Best price I could find for the {product}, and I looked around.',
        'The loyalty discount makes a real difference.',
        'Fair prices, no surprises at the till.',
        'Cheaper than everywhere else and the quality is the same.',
      ],
      negative: [
        'The {product} costs less in the shop across the street.',
        'The price at the till was higher than on the shelf.',
        'Too expensive for what you get.',
        'The discount from the newsletter did not work.',
      ],
    },
    staff: {
      positive: [
        'The assistant really knew her lamps and did not push anything.',
        'Friendly people, they helped me carry everything to the car.',
        'The young man at the entrance found what I needed in a minute.',
        'I was advised to take the cheaper {product}. Honest!',
      ],
      negative: [
        'Nobody in the shop wanted to help.',
        'The assistant was on the phone the whole time.',
        'I felt I was disturbing the staff with my question.',
        'Two people told me two different things about the {product}.',
      ],
    },
    quality: {
      positive: [
        'The {product} is solid and looks better than in the photos.',
        'Half a year of daily use and the {product} is like new.',
        'Everything fits together, assembly took ten minutes.',
        'You can feel the quality of the material.',
      ],
      negative: [
        'The {product} broke after {days} days.',
        'Two screws were missing from the box.',
        'The colour is nothing like in the picture.',
        'The {product} makes a strange noise already.',
      ],
    },
    checkout: {
      positive: [
        'The new checkout is quick, two taps and done.',
        'Paid with my phone, no queue at all.',
        'Finally a checkout that remembers my address.',
      ],
      negative: [
        'The checkout lost my basket twice.',
        'Only one till was open, I queued for twenty minutes.',
        'Could not pay by card, had to start again.',
        'The app asked for my address three times.',
      ],
    },
    support: {
      positive: [
        'Support answered within five minutes and solved it.',
        'One call and everything was sorted out.',
        'The chat person stayed with me until it worked.',
      ],
      negative: [
        'I wrote to support {days} days ago and still no answer.',
        'The hotline passed me around four people.',
        'Support sent me a link to the page I had already read.',
      ],
    },
    returns: {
      positive: [
        'Returned the {product} without a receipt, no questions asked.',
        'The refund was on my card the next day.',
        'They exchanged it on the spot.',
      ],
      negative: [
        'Still waiting for the refund after {days} days.',
        'They refused to take back the {product}, although it was unopened.',
        'The return form does not work on a phone.',
      ],
    },
  },
  general: {
    positive: [
      'Very happy with everything.',
      'Great shop.',
      'Everything went smoothly.',
      'As good as always.',
    ],
    neutral: [
      'It was fine.',
      'Nothing special, nothing bad.',
      'Did what I came for.',
      'Average, I would say.',
    ],
    negative: ['Disappointed.', 'I expected more.', 'Not what it used to be.', 'Not a good day.'],
  },
  closings: {
    positive: ['Thank you!', 'I will be back.', 'Keep it up.', 'Already told my friends.'],
    neutral: ['We will see.', 'Maybe next time.', 'Let us see how it lasts.'],
    negative: [
      'I will think twice next time.',
      'Please fix this.',
      'That is not how it should be.',
      'Never again.',
    ],
  },
}
